// SYNTHETIC. Invented observations of an import's shape: real geography, plausible magnitudes (observation-weights.ts), no real sighting.
import { mersenne } from 'pure-rand/generator/mersenne';
import { isWeek, periodRange } from '../domain/period.js';
import { municipalityWeights } from './municipality-weights.js';
import { AGES, ARENAS, GENDERS, UNITS, type ArenaWeights, type Unit } from './observation-weights.js';
import { Wheel } from './wheel.js';
import type { Arena } from '../domain/lists/trends.js';

/** A row of an import: the seven codes of its cell, and how many records it stands for. */
export interface SyntheticObservation {
  readonly codes: readonly string[];
  readonly count: number;
}

export interface Wanted {
  /** The first and the last ISO week, both in it. */
  readonly from: string;
  readonly to: string;
  readonly rows: number;
  /** From 0 to below 2^32: the same seed gives the same rows. */
  readonly seed: number;
}

/** An arena under a unit of counting, with the wheels that its observations are drawn from. */
interface Sighting {
  readonly arena: Arena;
  readonly unit: Unit;
  readonly weight: number;
  readonly weekly: number;
  readonly places: Wheel<string>;
  readonly people: Wheel<readonly [age: string, gender: string]>;
  readonly changes: Wheel<string>;
  readonly counts: Wheel<number>;
}

const WEEKS_A_YEAR = 52;

/** So many observations, week after week. Every week has its part by season and trend; the rest is drawn. */
export function* syntheticObservations({ from, to, rows, seed }: Wanted): Generator<SyntheticObservation> {
  const random = mersenne(seed);
  const word = () => random.next() >>> 0;
  const weeks = weightedWeeks(from, to);
  const total = weeks.reduce((sum, { weight }) => sum + weight, 0);
  let sum = 0;
  let done = 0;
  for (const { week, weight, sightings } of weeks) {
    sum += weight;
    for (const until = Math.round((sum / total) * rows); done < until; done += 1) {
      const { arena, unit, places, people, changes, counts } = sightings.at(word());
      const municipality = places.at(word());
      const [age, gender] = people.at(word());
      const change = changes.at(word());
      yield { codes: [week, municipality, arena, age, gender, change, unit], count: counts.at(word()) };
    }
  }
}

/** The ISO weeks from one to another, both included. */
export function weeksBetween(from: string, to: string): string[] {
  const weeks: string[] = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1) {
    for (let number = 1; number <= 53; number += 1) {
      const week = `${year}-W${String(number).padStart(2, '0')}`;
      if (week >= from && week <= to && isWeek(week)) weeks.push(week);
    }
  }
  return weeks;
}

function weightedWeeks(from: string, to: string) {
  const sightings = (Object.keys(UNITS) as Unit[]).flatMap(sightingsOf);
  const drift = sightings.map(() => 1);
  return weeksBetween(from, to).map((week) => {
    const month = monthOf(week);
    const weighted = sightings.map((sighting, index) => {
      const weight = sighting.weight * UNITS[sighting.unit].months[month]! * drift[index]!;
      drift[index]! *= sighting.weekly;
      return [sighting, weight] as const;
    });
    return {
      week,
      weight: weighted.reduce((sum, [, weight]) => sum + weight, 0),
      sightings: new Wheel(weighted),
    };
  });
}

function sightingsOf(unit: Unit): Sighting[] {
  const { rows, changes, counts } = UNITS[unit];
  const places = new Wheel(municipalityWeights(unit));
  const ofUnit = { unit, places, changes: new Wheel(Object.entries(changes)), counts: new Wheel(counts) };
  return (Object.entries(ARENAS) as [Arena, ArenaWeights][]).map(([arena, weights]) => ({
    ...ofUnit,
    arena,
    weight: rows * (unit === 'ADVERTS' ? weights.adverts : weights.personsMet),
    weekly: 1 + weights.yearly / 100 / WEEKS_A_YEAR,
    people: new Wheel(peopleOf(weights)),
  }));
}

function peopleOf({ ages, genders }: ArenaWeights) {
  return Object.entries(AGES[ages]).flatMap(([age, ofAge]) =>
    Object.entries(GENDERS[genders]).map(
      ([gender, ofGender]) => [[age, gender] as const, ofAge * ofGender] as const,
    ),
  );
}

/** The month in which most days of a week lie: that of its Thursday, from 0. */
function monthOf(week: string): number {
  const thursday = new Date(`${periodRange(week).from}T00:00:00Z`);
  thursday.setUTCDate(thursday.getUTCDate() + 3);
  return thursday.getUTCMonth();
}
