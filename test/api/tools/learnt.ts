// Expected values that the server chooses: learnt from the first reader if they fit, and the same for everybody from then on.

export class Learnt {
  private value: unknown;

  constructor(
    private readonly what: string,
    private readonly fits: (value: unknown) => boolean,
  ) {}

  /** What is expected of a reader who got `actual`. */
  settle(actual: unknown): unknown {
    if (this.value === undefined && this.fits(actual)) this.value = actual;
    return this.value ?? this.what;
  }
}

/** The expected value with what was learnt put in; `actual` is what a reader got in the same place. */
export function settled(expected: unknown, actual: unknown): unknown {
  if (expected instanceof Learnt) return expected.settle(actual);
  if (Array.isArray(expected))
    return expected.map((item, index) => settled(item, (actual as unknown[] | undefined)?.[index]));
  if (expected === null || typeof expected !== 'object') return expected;
  return Object.fromEntries(
    Object.entries(expected).map(([name, value]) => [
      name,
      settled(value, (actual as Record<string, unknown> | null | undefined)?.[name]),
    ]),
  );
}

/** An identifier of a type, by its prefix. */
export function identifier(prefix: string): Learnt {
  const form = new RegExp(`^${prefix}_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`);
  return new Learnt(`an identifier ${prefix}_…`, (value) => typeof value === 'string' && form.test(value));
}

/** When something was done. */
export interface Span {
  readonly from: Date;
  readonly to: Date;
}

/** A moment within a span, or so much later as `later` makes of both its ends. */
export function momentIn({ from, to }: Span, later: (moment: Date) => Date = (moment) => moment): Learnt {
  const [earliest, latest] = [later(from), later(to)];
  return new Learnt(`a moment from ${earliest.toISOString()} to ${latest.toISOString()}`, (value) => {
    const moment = typeof value === 'string' && value.endsWith('Z') ? Date.parse(value) : NaN;
    return moment >= earliest.getTime() && moment <= latest.getTime();
  });
}

/** A day later, to acknowledge. */
export function aDayLater(moment: Date): Date {
  return new Date(moment.getTime() + 24 * 3_600_000);
}

/** Three working days later, to decide. */
export function threeWorkingDaysLater(moment: Date): Date {
  const later = new Date(moment);
  for (let days = 0; days < 3;) {
    later.setUTCDate(later.getUTCDate() + 1);
    if (later.getUTCDay() !== 0 && later.getUTCDay() !== 6) days += 1;
  }
  return later;
}
