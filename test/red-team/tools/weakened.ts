// Catalogues as they must never be, to see that the attacks bite. Nothing here is part of the system.
import { scrambledKey } from '../../../src/domain/disclosure/keys.js';
import { lookUp32 } from '../../../src/domain/disclosure/look-up.js';
import { buildPerturbationTable } from '../../../src/domain/disclosure/perturbation-table.js';
import type { NoiseLimits } from '../../../src/domain/disclosure/row-noise.js';
import { CATEGORIES } from '../../../src/domain/statistics/dimensions.js';
import { DATASET, LIMITS } from '../../../src/domain/statistics/parameters.js';
import { chanceFrom, secret } from './random.js';
import type { Record } from './records.js';
import type { Relation, System } from './system.js';

export interface Weakened {
  readonly limits: NoiseLimits;
  readonly publishedWith: (number: number) => System;
  readonly targets: readonly number[];
  readonly truths: readonly number[];
}

type Keys = 'PLAIN' | 'SCRAMBLED';

interface Sum {
  readonly n: number;
  readonly rk: number;
}

const PAIRS = 100;
const TARGETS = 100;

/** Any list of municipalities may be asked for: the same list with and without one municipality, a hundred times. */
export function withLists(records: readonly Record[], keys: Keys): Weakened {
  const chance = chanceFrom(7);
  const { quarter } = records[0]!;
  const adverts = records.filter((record) => record.measure === 'ADVERTS' && record.quarter === quarter);
  const cells: Sum[] = CATEGORIES.MUNICIPALITY.map((code) =>
    sumOf(adverts.filter(({ categories }) => categories.MUNICIPALITY === code)),
  );
  const all = cells.length;
  const targets = cells.flatMap(({ n }, cell) => (isSmall(n) ? [cell] : [])).slice(0, TARGETS);
  const relations: Relation[] = [];
  for (const target of targets) {
    for (let pair = 0; pair < PAIRS; pair += 1) {
      const others = cells.slice(0, all).filter((_, cell) => cell !== target && chance.below(2) === 1);
      const without = added(others);
      cells.push(without, added([without, cells[target]!]));
      relations.push({ whole: cells.length - 1, parts: [cells.length - 2, target] });
    }
  }
  return weakened(LIMITS, keys, cells, relations, targets);
}

const MONTHS = 24;
/** Municipalities with two to four adverts a month: there every count from 1 to 4 is common. */
const [LEAST_ADVERTS, MOST_ADVERTS] = [2 * MONTHS, 4 * MONTHS];

/** Noise of variance 3, the largest threshold that leaves it possible, and any span of months may be asked for. */
export function withFreeRanges(records: readonly Record[]): Weakened {
  const cells: Sum[] = [];
  const relations: Relation[] = [];
  const targets: number[] = [];
  const first = Number(records[0]!.quarter.slice(0, 4));
  const monthOf = ({ quarter, key }: Record) =>
    (Number(quarter.slice(0, 4)) - first) * 12 + (Number(quarter.slice(-1)) - 1) * 3 + (key % 3);
  const adverts = records.filter((record) => record.measure === 'ADVERTS' && monthOf(record) < MONTHS);
  for (const code of CATEGORIES.MUNICIPALITY) {
    const mine = adverts.filter(({ categories }) => categories.MUNICIPALITY === code);
    if (mine.length < LEAST_ADVERTS || mine.length > MOST_ADVERTS) continue;
    const months = Array.from({ length: MONTHS }, (_, month) =>
      sumOf(mine.filter((r) => monthOf(r) === month)),
    );
    const start = cells.length;
    cells.push(...months);
    targets.push(...months.flatMap(({ n }, month) => (isSmall(n) ? [start + month] : [])));
    const spans = new Map<string, number>(months.map((_, month) => [`${month} ${month}`, start + month]));
    for (let length = 2; length <= MONTHS; length += 1) {
      for (let from = 0; from + length <= MONTHS; from += 1) {
        const to = from + length - 1;
        spans.set(`${from} ${to}`, cells.length);
        relations.push(
          { whole: cells.length, parts: [spans.get(`${from} ${to - 1}`)!, start + to] },
          { whole: cells.length, parts: [start + from, spans.get(`${from + 1} ${to}`)!] },
        );
        cells.push(added(months.slice(from, to + 1)));
      }
    }
  }
  return weakened({ maxNoise: 10, variance: 3, threshold: 2 }, 'SCRAMBLED', cells, relations, targets);
}

function weakened(
  limits: NoiseLimits,
  keys: Keys,
  cells: readonly Sum[],
  relations: readonly Relation[],
  targets: readonly number[],
): Weakened {
  const noise = lookUp32(buildPerturbationTable({ ...limits, stay: [], rising: [] }));
  const keyOf = (number: number, { n, rk }: Sum) =>
    keys === 'PLAIN' ? (rk + number * STEP) % 2 ** 32 : scrambledKey(secret(number), DATASET, n, rk);
  return {
    limits,
    publishedWith: (number) => ({
      published: cells.map((cell) => (cell.n === 0 ? 0 : cell.n + noise(cell.n, keyOf(number, cell)))),
      relations,
    }),
    targets,
    truths: targets.map((target) => cells[target]!.n),
  };
}
/** Plain keys have no secret: in its place all are shifted. */
const STEP = 0x9e3779b1;

function isSmall(n: number): boolean {
  return n >= 1 && n <= 4;
}

function sumOf(records: readonly Record[]): Sum {
  return added(records.map(({ key }) => ({ n: 1, rk: key })));
}

function added(sums: readonly Sum[]): Sum {
  return sums.reduce((all, { n, rk }) => ({ n: all.n + n, rk: (all.rk + rk) % 2 ** 32 }), { n: 0, rk: 0 });
}
