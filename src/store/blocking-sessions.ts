// Sessions of organisations that hold others up. The limits of a session bound its mistakes, and it can lift them (store/provision.ts);
// what it holds then is taken from it here.
import type { Source } from './sources.js';

/** A session of this organisation was ended: another waited for it, and its transaction had gone on for longer than any of ours. */
export class HeldOthersUp extends Error {
  override readonly name = 'HeldOthersUp';

  constructor(readonly organisation: string) {
    super('a session held others up');
  }
}

/** Nothing that we run holds others up for so long: somebody is at work with SQL of their own. */
export class SessionsEnded extends AggregateError {
  override readonly name = 'SessionsEnded';
  declare readonly errors: HeldOthersUp[];
}

/** Ends them (migrations: hardening-sessions), and throws when there were any. */
export async function endBlockingSessions(source: Source): Promise<void> {
  const rows = await source.query<{ organisation: string }[]>(
    'select * from directory.end_blocking_sessions() as organisation',
  );
  if (rows.length > 0)
    throw new SessionsEnded(rows.map(({ organisation }) => new HeldOthersUp(organisation)));
}
