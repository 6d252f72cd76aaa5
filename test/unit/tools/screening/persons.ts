// Numbers of persons. Serials 980 to 999 are those of the Swedish Tax Agency's test numbers.
import { luhnDigit } from './check-digits.js';
import type { Random } from './random.js';

const two = (value: number): string => String(value).padStart(2, '0');

interface Born {
  year: number;
  month: number;
  day: number;
}

function born(random: Random): Born {
  return { year: random.int(1945, 2015), month: random.int(1, 12), day: random.int(1, 28) };
}

function tenDigits(random: Random, dayOffset: number, mistake: number): { century: string; ten: string } {
  const { year, month, day } = born(random);
  const nine = `${two(year % 100)}${two(month)}${two(day + dayOffset)}${random.int(980, 999)}`;
  const last = (Number(luhnDigit(nine)) + mistake) % 10;
  return { century: String(year).slice(0, 2), ten: `${nine}${last}` };
}

function written(random: Random, dayOffset: number, mistake = 0): string {
  const { century, ten } = tenDigits(random, dayOffset, mistake);
  const [date, last] = [ten.slice(0, 6), ten.slice(6)];
  return random.pick([
    `${date}-${last}`,
    `${date}${last}`,
    `${century}${date}-${last}`,
    `${century}${date}${last}`,
    `${date} ${last}`,
    `${date} - ${last}`,
    `${century}${date} ${last}`,
    `${date}–${last}`,
    `${date.slice(0, 2)} ${date.slice(2, 4)} ${date.slice(4)} ${last}`,
    `${date.slice(0, 2)}.${date.slice(2, 4)}.${date.slice(4)}-${last}`,
  ]);
}

export const personalNumber = (random: Random): string => written(random, 0);
export const coordinationNumber = (random: Random): string => written(random, 60);
export const mistypedNumber = (random: Random): string => written(random, 0, random.int(1, 9));

const MONTHS = (
  'januari februari mars april maj juni juli augusti september oktober november december'
).split(' '); // prettier-ignore

export function birthDate(random: Random): string {
  const { year, month, day } = born(random);
  const name = MONTHS[month - 1]!;
  return random.pick([
    `${year}-${two(month)}-${two(day)}`,
    `${year}${two(month)}${two(day)}`,
    `${two(year % 100)}${two(month)}${two(day)}`,
    `${two(year % 100)}-${two(month)}-${two(day)}`,
    `den ${day} ${name} ${year}`,
    `${day} ${name.slice(0, 3)} ${year}`,
    `${day}/${month} ${year}`,
    `${day}/${month}-${two(year % 100)}`,
    `${day}.${month}.${year}`,
    `${two(day)}/${two(month)}/${year}`,
  ]);
}

const GIVEN = (
  'Anna Lisa Elena Maria Sara Fatima Ioana Natalia Wanjiru Åsa Mirela Johan Erik Ali Östen Nguyet'
).split(' '); // prettier-ignore
const FAMILY = 'Popescu Svensson Ek Rosén Novak Hassan Lindqvist Kowalska Ionescu Öberg'.split(' ');

export function personName(random: Random): string {
  const given = random.pick(GIVEN);
  return random.pick([given, given, `${given} ${random.pick(FAMILY)}`, `${given}-${random.pick(GIVEN)}`]);
}
