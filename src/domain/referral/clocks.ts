// Deadlines of a referral. Lengths come from configuration; working days are Monday to Friday.
export interface ClockLengths {
  readonly acknowledgeHours: number;
  readonly decideWorkingDays: number;
}

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
