// Changes that a webhook was not told of, because its receiver did not take them for days. Kept by the worker's login.
import { COMMAND_LINE } from './audit-trail.js';
import type { Source } from './sources.js';

export interface DeadLetters {
  readonly webhook: string;
  readonly organisation: string;
  readonly count: number;
  /** How the last attempt of the newest ended. */
  readonly status: string;
  readonly oldest: Date;
  readonly newest: Date;
}

/** The webhooks with dead letters, the newest first. */
export function listDeadLetters(source: Source): Promise<DeadLetters[]> {
  return source.query(
    `select d.webhook_id as webhook, o.code as organisation, count(*)::int as count, min(d.at) as oldest, max(d.at) as newest,
       (array_agg(d.status order by d.at desc))[1] as status
     from journal.webhook_dead_letter d join directory.organisation o on o.id = d.organisation_id
     group by 1, 2 order by newest desc`,
  );
}

/** Has the dead letters of a webhook delivered again, each object from its oldest on. Answers how many there were. */
export async function redeliver(source: Source, webhook: string): Promise<number> {
  const { client, subject } = COMMAND_LINE;
  const [row] = await source.query<{ count: number }[]>(
    `with dead as (delete from journal.webhook_dead_letter where webhook_id = $1 returning webhook_id, object_id, position),
     waiting as (
       insert into journal.webhook_waiting (webhook_id, object_id, position, failures, due_at)
       select webhook_id, object_id, min(position), 0, now() from dead group by 1, 2
       on conflict (webhook_id, object_id) do update
         set position = least(webhook_waiting.position, excluded.position), failures = 0, due_at = excluded.due_at),
     line as (
       insert into journal.audit (client, subject, action, objects, outcome)
       values ($2, $3, 'redeliverWebhook', array['Webhook/' || $1::uuid], 'DONE'))
     select count(*)::int as count from dead`,
    [webhook, client, subject],
  );
  return row!.count;
}
