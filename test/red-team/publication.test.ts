// What is published of made-up records by the whole catalogue, cell by cell.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { lastRow } from '../../src/domain/disclosure/row-noise.js';
import { MOST_CELLS_OF_A_RECORD } from '../../src/domain/statistics/catalogue.js';
import { LIMITS } from '../../src/domain/statistics/parameters.js';
import { chanceFrom } from './tools/random.js';
import { SECRETS } from './tools/score.js';
import { distinctCells, worldFrom, type World } from './tools/world.js';

let world: World;
let published: (readonly (number | null)[])[];
beforeAll(() => {
  world = worldFrom(1);
  published = Array.from({ length: SECRETS }, (_, number) => world.publishedWith(number).published);
});

test('no count from 1 to 4 is published, though there are thousands of them', () => {
  expect(world.counts.n.filter((n) => n >= 1 && n <= LIMITS.threshold).length).toBeGreaterThan(5_000);
  for (const numbers of published) {
    expect(numbers.filter((count) => count !== null && count >= 1 && count <= LIMITS.threshold)).toEqual([]);
    expect(numbers.filter((count) => count !== null && (count < 0 || !Number.isInteger(count)))).toEqual([]);
  }
});

describe('the noise of counts that are in the last row of the table', () => {
  const noise = () => {
    const cells = distinctCells(world.counts, lastRow(LIMITS), Infinity);
    return published.flatMap((numbers) => cells.map((cell) => numbers[cell]! - world.counts.n[cell]!));
  };

  test('is 0 on average, but for three standard errors', () => {
    const all = noise();
    const mean = all.reduce((sum, one) => sum + one, 0) / all.length;
    expect(all.length).toBeGreaterThan(10_000);
    expect(Math.abs(mean)).toBeLessThan(3 * Math.sqrt(LIMITS.variance / all.length));
  });

  test('varies as it should, but for five per cent', () => {
    const all = noise();
    const variance = all.reduce((sum, one) => sum + one * one, 0) / all.length;
    expect(Math.abs(variance / LIMITS.variance - 1)).toBeLessThan(0.05);
  });
});

test('the same people are published as the same number in whatever table they are counted', () => {
  // Sets are told apart without their keys: by two numbers of each record's own.
  const chance = chanceFrom(2);
  const marks = world.records.map(() => [chance.below(2 ** 32), chance.below(2 ** 32)] as const);
  const sets = world.counts.n.map(() => [0, 0]);
  world.membership.forEach((cells, record) => {
    for (const cell of cells) {
      sets[cell]![0]! ^= marks[record]![0];
      sets[cell]![1]! ^= marks[record]![1];
    }
  });
  const cellsOf = new Map<string, number[]>();
  sets.forEach((set, cell) => {
    if (world.counts.n[cell]! > 0) cellsOf.set(set.join(), [...(cellsOf.get(set.join()) ?? []), cell]);
  });
  const shared = [...cellsOf.values()].filter((cells) => cells.length > 1);
  expect(shared.length).toBeGreaterThan(100);
  for (const numbers of published) {
    expect(shared.filter((cells) => new Set(cells.map((cell) => numbers[cell])).size > 1)).toEqual([]);
  }
});

test('no record lies in more published cells than the catalogue promises', () => {
  const most = new Map<string, number>();
  world.records.forEach(({ measure }, record) => {
    most.set(measure, Math.max(most.get(measure) ?? 0, world.membership[record]!.length));
  });
  const measures = Object.entries(MOST_CELLS_OF_A_RECORD);
  expect([...most.keys()].sort()).toEqual(measures.map(([measure]) => measure).sort());
  for (const [measure, limit] of measures) {
    expect(most.get(measure)).toBeGreaterThan(0);
    expect(most.get(measure)).toBeLessThanOrEqual(limit);
  }
});
