// Where somebody lives, and what they own.
import { ibanOf, luhnDigit } from './check-digits.js';
import type { Random } from './random.js';

// Made up of the most common parts of Swedish street names, so that they exist in many towns and mean none.
const STREETS = [
  'Storgatan', 'Kungsgatan', 'Björkvägen', 'Ringvägen', 'Skolgränd', 'Ängsstigen', 'Lilla torget', 'Norra Hamngatan',
  'S:t Eriksgatan', 'Karl Johans väg', 'Drottning Kristinas väg', 'Södra Promenaden', 'Solbacken', 'Strandvägen', 'Fabriksallén',
  'Västra Esplanaden', 'Slottsbacken', 'Nya Allén', 'Tallkroken', 'Skogsslingan', 'Kvarnplan', 'Kyrkogatan', 'Östra Storgatan',
]; // prettier-ignore

// Rows of the gazetteer, se_postal_to_municipality.csv (CC0 1.0).
const POSTCODES = [
  ['21119', 'Malmö'], ['22100', 'Lund'], ['90325', 'Umeå'], ['75310', 'Uppsala'], ['11346', 'Stockholm'], ['41103', 'Göteborg'],
  ['16440', 'Kista'], ['14540', 'Norsborg'], ['83131', 'Östersund'], ['60220', 'Norrköping'], ['17265', 'Sundbyberg'],
  ['13140', 'Nacka'], ['93131', 'Skellefteå'], ['43331', 'Partille'], ['70210', 'Örebro'], ['98137', 'Kiruna'],
] as const; // prettier-ignore

function street(random: Random): string {
  const number = random.int(1, 148);
  return `${random.pick(STREETS)} ${random.pick([`${number}`, `${number}`, `${number} A`, `${number}B`, `${number}, 3 tr`, `${number} lgh 1203`])}`;
}

function postal(random: Random): string {
  const [code, town] = random.pick(POSTCODES);
  const spaced = `${code.slice(0, 3)} ${code.slice(3)}`;
  return random.pick([
    `${spaced} ${town}`,
    `${code} ${town}`,
    `SE-${spaced} ${town}`,
    `S-${code} ${town}`,
    `${spaced}  ${town.toUpperCase()}`,
    `${spaced}, ${town}`,
  ]);
}

export const streetAddress = street;
export const postalAddress = postal;
export const wholeAddress = (random: Random): string => `${street(random)}, ${postal(random)}`;

// Combinations that the Transport Agency does not give out, so no car has them.
const UNUSED = 'MLB TOA PAJ KYK FNL HKH WAM XTC ZUG ZUP LUS NYP'.split(' ');

export function oldPlate(random: Random): string {
  return `${random.pick(UNUSED)}${random.pick(['', ' ', ' ', '-'])}${random.digits(3)}`;
}

export function newPlate(random: Random): string {
  return `${random.pick(UNUSED)}${random.pick(['', ' ', ' '])}${random.digits(2)}${random.pick([...'ABCDEFGHJKLMNPRSTUWXYZ'])}`;
}

// Bank codes of nines and zeroes belong to no bank.
const ACCOUNTS = [
  ['SE', '999', 17],
  ['DE', '00000000', 10],
  ['NO', '9999', 7],
  ['GB', 'ZZZZ000000', 8],
  ['PL', '00000000', 16],
  ['RO', 'ZZZZ', 16],
  ['FI', '999999', 8],
] as const;

export function iban(random: Random): string {
  const [country, bank, more] = random.pick(ACCOUNTS);
  const account = ibanOf(country, bank + random.digits(more));
  return random.pick([account, account.replace(/.{4}(?=.)/g, '$& '), account.toLowerCase()]);
}

export function swish(random: Random): string {
  const rest = random.digits(7);
  const groups = `${rest.slice(0, 3)} ${rest.slice(3, 5)} ${rest.slice(5)}`;
  return random.pick([
    `123${rest}`,
    `123 ${groups}`,
    `123-${groups}`,
    `123 ${rest.slice(0, 3)} ${rest.slice(3)}`,
  ]);
}

/** Giro numbers that begin with 99, which Bankgirot uses in its examples. */
export function giro(random: Random): string {
  const digits = `99${random.digits(random.pick([4, 5]))}`;
  const whole = digits + luhnDigit(digits);
  const [head, last] = [whole.slice(0, -4), whole.slice(-4)];
  return random.pick([
    `bankgiro ${head}-${last}`,
    `bg ${head}-${last}`,
    `Bankgironr: ${head}-${last}`,
    `BG: ${whole}`,
    `plusgiro ${digits.slice(0, 2)} ${digits.slice(2, 4)} ${digits.slice(4)}-${luhnDigit(digits)}`,
    `pg ${digits}-${luhnDigit(digits)}`,
    `plusgirot ${digits}-${luhnDigit(digits)}`,
  ]);
}

export function coordinates(random: Random): string {
  const [north, east] = [`${random.int(55, 68)}`, `${random.int(11, 23)}`];
  const [a, b] = [random.digits(5), random.digits(5)];
  const minutes = [random.int(10, 59), random.int(10, 59), random.int(10, 59), random.int(10, 59)] as const;
  return random.pick([
    `${north}.${a}, ${east}.${b}`,
    `${north}.${a} ${east}.${b}`,
    `${north},${a} ${east},${b}`,
    `N ${north}.${a} E ${east}.${b}`,
    `${north}.${a}° N, ${east}.${b}° E`,
    `${north}°${minutes[0]}'${minutes[1]}"N ${east}°${minutes[2]}'${minutes[3]}"E`,
    `N${north}° ${minutes[0]}.${a.slice(0, 3)}' E${east}° ${minutes[2]}.${b.slice(0, 3)}'`,
    `lat ${north}.${a} lon ${east}.${b}`,
    `N 6${random.digits(6).replace(/^0/, '1')}, E ${random.int(300, 890)}${random.digits(3)}`,
  ]);
}
