// Deadlines of a referral. Lengths come from configuration; working days are Monday to Friday.
export interface ClockLengths {
  readonly acknowledgeHours: number;
  readonly decideWorkingDays: number;
  /** Days without any change until the unit is told. */
  readonly idleDays: number;
  /** Days without any change until an open referral expires. */
  readonly expireDays: number;
  /** Days from the end of a referral until it is erased. */
  readonly eraseDays: number;
}

/** How long a granted reflection period lasts unless a date is given. Source: the domain, after the Aliens Act. */
const REFLECTION_DAYS = 30;

/** When a submitted referral must have been acknowledged. */
export function acknowledgeBy(submitted: Date, lengths: ClockLengths): Date {
  return new Date(submitted.getTime() + lengths.acknowledgeHours * 3_600_000);
}

/** When an acknowledged referral must have been decided: the same time of day, so many working days on. */
export function decideBy(acknowledged: Date, lengths: ClockLengths): Date {
  const due = new Date(acknowledged);
  for (let left = lengths.decideWorkingDays; left > 0;) {
    due.setUTCDate(due.getUTCDate() + 1);
    const isWorkingDay = due.getUTCDay() % 6 !== 0;
    if (isWorkingDay) left -= 1;
  }
  return due;
}

/** The last day of a reflection period that begins today, as a date. */
export function reflectionUntil(today: Date): string {
  return daysBefore(today, -REFLECTION_DAYS).toISOString().slice(0, 10);
}

/** The moment so many days before another. */
export function daysBefore(moment: Date, days: number): Date {
  return new Date(moment.getTime() - days * 24 * 3_600_000);
}
