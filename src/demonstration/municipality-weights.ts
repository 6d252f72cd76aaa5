// Where synthetic observations lie. The geography and the populations are real; how sightings follow them is assumed.
import { MUNICIPALITIES } from '../domain/regions-data.js';
import type { Unit } from './observation-weights.js';

/** Inhabitants of each county. Source: Statistics Sweden (SCB), folkmängd 31 december 2019; together 10,327,589. */
export const POPULATION: Readonly<Record<string, number>> = {
  ...{ '01': 2_377_081, '03': 383_713, '04': 297_540, '05': 465_495, '06': 363_599, '07': 201_469 },
  ...{ '08': 245_446, '09': 59_686, '10': 159_606, '12': 1_377_827, '13': 333_848, '14': 1_725_881 },
  ...{ '17': 282_414, '18': 304_805, '19': 275_845, '20': 287_966, '21': 287_382, '22': 245_347 },
  ...{ '23': 130_810, '24': 271_736, '25': 250_093 },
};

/** The counties of Stockholm, Göteborg and Malmö, where the units that do outreach are. */
const CITY_COUNTIES = ['01', '12', '14'];

/**
 * How much more is seen per inhabitant of a county with one of the three cities. Adverts gather in cities; of the persons met, three
 * times as many per inhabitant leave about a quarter to the rest of the country, where there is little outreach.
 */
const CITY_FACTOR: Readonly<Record<Unit, number>> = { ADVERTS: 1.5, PERSONS_MET: 3 };

/**
 * How a county is shared out, in parts. SCB's codes tell the towns: 80 in a county is the town of its governor, 81 to 99 are the other
 * towns of before 1971. The first gets half the county, the other towns three parts to each rural municipality's one of the other half.
 */
const TOWN = 3;
const RURAL = 1;

/** Every municipality with how likely it is among the observations of a unit. */
export function municipalityWeights(unit: Unit): [code: string, weight: number][] {
  return MUNICIPALITIES.map(([code, , county]) => {
    const others = MUNICIPALITIES.filter((other) => other[2] === county && partsOf(other[0]) > 0);
    const parts = others.reduce((sum, [other]) => sum + partsOf(other), 0);
    const share = parts === 0 ? 1 : partsOf(code) === 0 ? 1 / 2 : partsOf(code) / parts / 2;
    const factor = CITY_COUNTIES.includes(county!) ? CITY_FACTOR[unit] : 1;
    return [code, POPULATION[county!]! * factor * share];
  });
}

/** The parts of a municipality in its county's other half; none for the governor's town. */
function partsOf(code: string): number {
  const number = Number(code.slice(2));
  return number === 80 ? 0 : number > 80 ? TOWN : RURAL;
}
