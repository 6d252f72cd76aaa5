// The red team: whoever has every published count of the whole catalogue, from all parties and releases, tries to name the true counts
// from 1 to 4 (docs/red-team.md).
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { LIMITS } from '../../src/domain/statistics/parameters.js';
import { averaging } from './attacks/averaging.js';
import type { Attack } from './attacks/attack.js';
import { beliefs } from './attacks/belief.js';
import { differencing } from './attacks/differencing.js';
import { boundsOf, intervals } from './attacks/intervals.js';
import { leastSquares } from './attacks/least-squares.js';
import { reading } from './attacks/reading.js';
import { neighbourhoods, restricted } from './tools/neighbourhoods.js';
import { publicTable } from './tools/public-table.js';
import { revisionsOf } from './tools/revisions.js';
import { bestConstant, named, namedWhenTold, recovery, SECRETS, SMALL } from './tools/score.js';
import type { System } from './tools/system.js';
import { withFreeRanges, withLists } from './tools/weakened.js';
import { distinctCells, worldFrom, type World } from './tools/world.js';

// All of it computes, and takes as long as the machine is busy.
jest.setTimeout(600_000);

const TABLE = publicTable(LIMITS);
const NUMBERS = Array.from({ length: SECRETS }, (_, number) => number);

let world: World;
let targets: number[];
let truths: number[];
let systems: System[];
beforeAll(() => {
  world = worldFrom(1);
  targets = distinctCells(world.counts, 1, 4);
  truths = targets.map((target) => world.counts.n[target]!);
  systems = NUMBERS.map(world.publishedWith);
});

interface Outcome {
  readonly attack: string;
  readonly estimates: readonly (readonly number[])[];
  readonly truths: readonly number[];
}

/** The attack as it would be made, and what it comes to when it is known beforehand that a count is from 1 to 4. */
function outcomeOf({ attack, estimates, truths: right }: Outcome) {
  const shares = estimates.map((each) => named(each, right));
  const told = recovery(estimates.map((each) => namedWhenTold(each, right)));
  const guess = bestConstant(right);
  const { mean, least, most } = recovery(shares);
  if (process.env['RED_TEAM_FIGURES']) {
    const figures = [guess, mean, least, most, told.mean].map((share) => (100 * share).toFixed(1));
    process.stdout.write(`${[attack, right.length, ...figures].join(' | ')}\n`);
  }
  return { guess, least, most, told };
}

const attacked = (name: string, attack: Attack): Outcome => ({
  attack: name,
  estimates: systems.map((system) => attack(system, TABLE, targets)),
  truths,
});

describe('the catalogue', () => {
  test.each([
    ['reading', reading],
    ['differencing', differencing],
    ['averaging', averaging],
    ['intervals', intervals],
  ] as const)('withstands %s', (name, attack) => {
    const { least, guess } = outcomeOf(attacked(name, attack));
    expect(least).toBeLessThanOrEqual(guess);
  });

  test('withstands non-negative least squares', () => {
    const small = new Set(targets);
    const groups = neighbourhoods(world.layout, '2022');
    const right: number[] = [];
    const estimates = systems.map((system, number) =>
      groups.flatMap((group) => {
        const part = restricted(system, group);
        const places = part.cells.flatMap((cell, place) => (small.has(cell) ? [place] : []));
        if (number === 0) right.push(...places.map((place) => world.counts.n[part.cells[place]!]!));
        return leastSquares(part.system, TABLE, places);
      }),
    );
    const { least, guess } = outcomeOf({ attack: 'least squares', estimates, truths: right });
    expect(least).toBeLessThanOrEqual(guess);
  });

  test('gives no true count from 1 to 4 away for certain', () => {
    for (const system of systems) {
      const { least, most } = boundsOf(system, TABLE);
      const wrong = world.counts.n.filter((n, cell) => n < least[cell]! || n > most[cell]!);
      expect(wrong).toHaveLength(0);
      expect(targets.filter((target) => least[target] === most[target])).toHaveLength(0);
    }
  });

  test.each([
    ['late records as the others are', 60, {}],
    ['late records of one municipality alone', 60, { MUNICIPALITY: '0180', COUNTY: '01' }],
  ] as const)('withstands averaging over nine releases, with %s', (name, count, alike) => {
    const { publishedWith, ...scored } = revisionsOf(world.records, 9, { count, alike });
    const estimates = NUMBERS.map((number) => averaging(publishedWith(number), TABLE, scored.targets));
    const { least, guess } = outcomeOf({ attack: name, estimates, truths: scored.truths });
    expect(scored.targets.length).toBeGreaterThan(100);
    expect(least).toBeLessThanOrEqual(guess);
  });

  test('withstands whoever knows beforehand how often each true count occurs in each table', () => {
    const everything = systems.map((system) => beliefs(system, TABLE, world.prior, targets));
    const estimates = everything.map((each) => each.map((belief) => likeliest(belief)));
    const { least, guess } = outcomeOf({ attack: 'belief', estimates, truths });
    expect(least).toBeLessThanOrEqual(guess);
    const told = everything.map((each) => each.map((belief) => likeliest(belief, SMALL)));
    outcomeOf({ attack: 'belief when told', estimates: told, truths });
  });

  // A known limit, held here so that the page stays true: noise of average 0 must publish 4 as more than 0 oftener than 1.
  test('tells something to whoever knows beforehand that a count is from 1 to 4', () => {
    const { told, guess } = outcomeOf(attacked('reading', reading));
    expect(told.least).toBeGreaterThan(guess);
  });
});

/** The count that is believed most, of all or of some. */
function likeliest(belief: ReadonlyMap<number, number>, among?: readonly number[]): number {
  const possible = [...belief].filter(([count]) => among?.includes(count) ?? true);
  const most = Math.max(...possible.map(([, weight]) => weight));
  return possible.find(([, weight]) => weight === most)?.[0] ?? among?.[0] ?? 0;
}

describe('a weakened catalogue falls to the same attack', () => {
  test.each([
    ['lists of categories, plain keys', () => withLists(world.records, 'PLAIN')],
    ['lists of categories, scrambled keys', () => withLists(world.records, 'SCRAMBLED')],
    ['variance 3 and free ranges', () => withFreeRanges(world.records)],
  ] as const)('with %s', (name, weaken) => {
    const weak = weaken();
    const table = publicTable(weak.limits);
    const estimates = NUMBERS.map((number) => averaging(weak.publishedWith(number), table, weak.targets));
    const { least, guess } = outcomeOf({ attack: name, estimates, truths: weak.truths });
    expect(weak.targets.length).toBeGreaterThanOrEqual(100);
    expect(least).toBeGreaterThan(guess);
  });
});
