// The oldest people a note can be about.
const EARLIEST_BIRTH_YEAR = 1920;

function isDate(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Is YYYYMMDD a day on which someone now alive may have been born? */
export function isPlausibleBirthDate(digits: string, today: Date): boolean {
  const [year, month, day] = [
    Number(digits.slice(0, 4)),
    Number(digits.slice(4, 6)),
    Number(digits.slice(6, 8)),
  ];
  if (year < EARLIEST_BIRTH_YEAR || !isDate(year, month, day)) return false;
  return Date.UTC(year, month - 1, day) <= today.getTime();
}

/** YYMMDD with its century: the latest that is not after `today`. */
export function withCentury(digits: string, today: Date): string {
  const century = Number(digits.slice(0, 2)) > today.getUTCFullYear() % 100 ? '19' : '20';
  return century + digits;
}

/** Was this the birthday of someone who is now old enough to have a life of their own to be told of? */
export function isYearsAgo(digits: string, years: number, today: Date): boolean {
  return Number(digits.slice(0, 4)) <= today.getUTCFullYear() - years;
}

/**
 * Can YYMMDD or YYYYMMDD begin a personal number?
 * A coordination number adds 60 to the day (Swedish Tax Agency, samordningsnummer).
 */
export function isPersonalNumberDate(digits: string): boolean {
  if (digits.length === 8 && !/^(?:18|19|20)/.test(digits)) return false;
  const month = Number(digits.slice(-4, -2));
  const day = Number(digits.slice(-2));
  // Without a century 2000 + YY is tried: of the two it is the one with every leap day.
  const year = digits.length === 8 ? Number(digits.slice(0, 4)) : 2000 + Number(digits.slice(0, 2));
  return isDate(year, month, day > 60 ? day - 60 : day);
}
