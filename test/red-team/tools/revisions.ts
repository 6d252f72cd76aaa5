// One year of adverts that is published again every quarter, with more late records each time.
import { perturbation, revised, type TrueCounts } from '../../../src/domain/statistics/true-counts.js';
import { countsOf, layoutOf } from './cells.js';
import { secret } from './random.js';
import { lateRecords, type Record } from './records.js';
import { relationsOf } from './relations.js';
import type { Relation, System } from './system.js';
import { distinctCells } from './world.js';

export interface Revisions {
  readonly publishedWith: (number: number) => System;
  readonly targets: readonly number[];
  readonly truths: readonly number[];
}

/** Releases of the same year; the targets are the small cells that no release changed. */
export function revisionsOf(
  records: readonly Record[],
  releases: number,
  late: { readonly count: number; readonly alike: Record['categories'] },
): Revisions {
  const quarter = records[0]!.quarter;
  const year = quarter.slice(0, 4);
  const known = records.filter((one) => one.measure === 'ADVERTS' && one.quarter.startsWith(year));
  const layout = layoutOf([1, 2, 3, 4].map((number) => `${year}-Q${number}`));
  const held: TrueCounts[] = [countsOf(layout, known)];
  for (let release = 1; release < releases; release += 1) {
    known.push(...lateRecords(release, quarter, late.count, late.alike));
    held.push(revised(held.at(-1)!, countsOf(layout, known)));
  }
  const { relations, cells: all } = relationsOf(layout);
  const [first, last] = [held[0]!, held.at(-1)!];
  const targets = distinctCells(first, 1, 4).filter((cell) => first.rk[cell] === last.rk[cell]);
  return {
    publishedWith: (number) => {
      const publish = perturbation(secret(number));
      const numbers = held.map((counts) => [
        ...publish(counts),
        ...new Array<null>(all - layout.cells).fill(null),
      ]);
      return pooled(numbers, relations, layout.cells);
    },
    targets,
    truths: targets.map((target) => first.n[target]!),
  };
}

/** What is published as before is one cell, however often: the attacker learns nothing from it. What is published anew is another. */
function pooled(
  numbers: readonly (readonly (number | null)[])[],
  relations: readonly Relation[],
  cells: number,
): System {
  const published = [...numbers[0]!];
  let places = published.map((_, cell) => cell);
  const all = new Map(relations.map((relation) => [JSON.stringify(relation), relation]));
  for (const [index, release] of numbers.entries()) {
    places = places.map((place, cell) => {
      if (index === 0 || cell >= cells || release[cell] === numbers[index - 1]![cell]) return place;
      return published.push(release[cell]!) - 1;
    });
    for (const { whole, parts } of relations) {
      const relation = { whole: places[whole]!, parts: parts.map((part) => places[part]!) };
      all.set(JSON.stringify(relation), relation);
    }
  }
  return { published, relations: [...all.values()] };
}
