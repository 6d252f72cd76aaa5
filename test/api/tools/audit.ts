// The audit as tests look at it: sealed by a key of their own, and read past all rules.
import { newKey, signingKey, verifierKey } from '../../../src/domain/audit/checkpoint.js';
import { sealAll } from '../../../src/worker/audit.js';
import type { TestDatabase } from '../../support/database.js';

const MADE = newKey('samverkan.test/audit');
export const AUDIT_KEY = signingKey(MADE.secret);
export const AUDIT_SECRET = MADE.secret;
export const AUDIT_VERIFIER_TEXT = MADE.verifier;
export const AUDIT_VERIFIER = verifierKey(MADE.verifier);

/** Seals what waits, as the worker does. Answers how many events there were. */
export async function seal({ sources }: Pick<TestDatabase, 'sources'>): Promise<number> {
  return sealAll(await sources.worker(), AUDIT_KEY);
}

export interface Line {
  readonly organisation: string | null;
  readonly client: string;
  readonly operation: string | null;
  readonly action: string;
  readonly objects: string[];
  readonly guarded: string[];
  readonly outcome: string;
}

/** The lines that `work` leaves, in the order of their ids. */
export async function linesLeftBy(
  { owner }: Pick<TestDatabase, 'owner'>,
  work: () => Promise<unknown>,
): Promise<Line[]> {
  const [{ last }] = await owner.query<[{ last: string }]>(
    'select coalesce(max(id), 0) as last from journal.audit',
  );
  await work();
  return owner.query<Line[]>(
    `select o.code as organisation, a.client, a.operation, a.action, a.objects, a.guarded, a.outcome
     from journal.audit a left join directory.organisation o on o.id = a.organisation_id where a.id > $1 order by a.id`,
    [last],
  );
}
