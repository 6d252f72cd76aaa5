// Transactions that go wrong in every way there is, on the pools of every organisation, and what the next borrower of a connection finds.
import { randomInt } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { PoolClient } from 'pg';
import { roleOf } from '../../../src/store/grants.js';
import { loginOf } from '../../../src/store/login.js';
import { withTransaction, type Transaction } from '../../../src/store/transaction.js';
import type { Party } from '../../../src/domain/parties.js';

/** A pool, and what its connections belong to. */
export interface Borrowing {
  readonly source: DataSource;
  readonly code: string;
  readonly party: Party;
  /** The owner's connection, who can cancel and kill. */
  readonly owner: DataSource;
}

/** What is left on a connection that somebody has used, as the next borrower can see it. */
const LEFT = (login: string) => `
  select array_remove(array[
    case when session_user <> '${login}' then 'another login' end,
    case when current_user <> session_user then 'a role' end,
    case when now() <> statement_timestamp() or pg_current_xact_id_if_assigned() is not null then 'an open transaction' end,
    case when coalesce(current_setting('samverkan.mark', true), '') <> '' then 'a variable' end,
    case when current_setting('statement_timeout') <> '5s' or current_setting('lock_timeout') <> '2s' then 'a limit' end,
    case when exists (select from pg_listening_channels()) then 'a channel' end,
    case when exists (select from pg_cursors) then 'a cursor' end,
    case when exists (select from pg_prepared_statements where name = 'mine') then 'a statement' end,
    case when exists (select from pg_class where relnamespace = pg_my_temp_schema()) then 'a temporary table' end
  ], null) as found`;

/** On a busy machine a new connection may take longer than a pool waits. */
const hasWaited = (error: unknown) => /timeout/.test((error as Error).message);

/** What the next borrower of a connection finds that is not its own; null when the connection has failed. */
export async function leftOver({ source, code }: Borrowing): Promise<string[] | null> {
  for (;;) {
    try {
      const [row] = await source.query<{ found: string[] }[]>(LEFT(loginOf(code)));
      return row!.found;
    } catch (error) {
      if (!hasWaited(error)) return null;
    }
  }
}

/** Takes a lock that a session of an organisation can take, which no transaction outlives: advisory ones are not theirs (migrations: hardening-locks). */
export const LOCK = 'select count(sequence) from journal.leaf';

/** State that outlives a transaction that is committed, and state that does not. */
export const LASTING = ({ party }: Borrowing) => `
  select set_config('samverkan.mark', 'somebody''s', false), set_config('statement_timeout', '59min', false);
  listen mine; prepare mine as select 1; declare mine cursor with hold for select 1; set role ${roleOf(party)}`;
const PASSING = ({ party }: Borrowing) => `
  select set_config('samverkan.mark', 'somebody''s', true), set_config('statement_timeout', '59min', true);
  ${LOCK};
  declare mine cursor for select 1; set local role ${roleOf(party)}`;

const clientOf = async (manager: Transaction) => (await manager.queryRunner!.connect()) as PoolClient;
const pidOf = async (manager: Transaction) =>
  (await manager.query<{ pid: number }[]>('select pg_backend_pid() as pid'))[0]!.pid;
const SLEEP = 'select pg_sleep(4)';
const NAP = 'select pg_sleep(0.2)';

/** Has the owner do something to a backend in the middle of a statement. */
async function struck(manager: Transaction, owner: DataSource, what: 'cancel' | 'terminate') {
  const pid = await pidOf(manager);
  let isOver = false;
  const over = () => (isOver = true);
  const sleeping = manager.query(SLEEP);
  sleeping.then(over, over);
  while (!isOver)
    await owner.query(
      `select pg_${what}_backend(pid) from pg_stat_activity where pid = $1 and wait_event = 'PgSleep'`,
      [pid],
    );
  return sleeping;
}

type Fault = (manager: Transaction, borrowing: Borrowing) => Promise<unknown>;

/** Ways in which a transaction goes wrong. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  'an error in the middle': (manager) => manager.query('select 1 / 0'),
  'an error of ours': async () => {
    throw new Error('ours');
  },
  'no right': (manager) => manager.query('create temporary table mine (x text)'),
  'a statement that takes too long': async (manager) => {
    await manager.query(`set local statement_timeout = '2ms'`);
    await manager.query(SLEEP);
  },
  'a lock that somebody has': (manager, { owner }) =>
    withTransaction(owner, async (holder) => {
      await holder.query('lock table journal.leaf in access exclusive mode');
      await manager.query(`set local lock_timeout = '2ms'; ${LOCK}`);
    }),
  'a statement that is cancelled': (manager, { owner }) => struck(manager, owner, 'cancel'),
  'a connection that is killed': (manager, { owner }) => struck(manager, owner, 'terminate'),
  'a connection that is killed between statements': async (manager, { owner }) => {
    await owner.query('select pg_terminate_backend($1, 1000)', [await pidOf(manager)]);
    await manager.query('select 1');
  },
  'a socket that is gone': async (manager) => {
    const client = await clientOf(manager);
    const sleeping = manager.query(NAP);
    client.connection.stream.destroy();
    await sleeping;
  },
  'a client that waits no longer': async (manager) => {
    const client = await clientOf(manager);
    await client.query({ text: NAP, query_timeout: 2 } as { text: string });
  },
  'a commit that is answered with a rollback': (manager) => manager.query('select 1 / 0').catch(() => null),
  'a prepared statement that is not there': async (manager) => {
    await manager.query('select $1::int as known', [1]);
    await manager.query('deallocate all');
    await manager.query('select $1::int as known', [2]);
  },
  'a prepared statement of another text': async (manager) => {
    const client = await clientOf(manager);
    await client.query({ name: 'named', text: 'select 1' });
    await client.query({ name: 'named', text: 'select 2' });
  },
};

export interface Played {
  /** How often each way was gone. */
  readonly counts: ReadonlyMap<string, number>;
  /** What borrowers found that was not theirs, and what ended otherwise than it should. */
  readonly wrong: readonly string[];
}

/** Goes so many random ways on each pool, on two connections at once; each is followed by borrowers that look. */
export async function playFaults(all: readonly Borrowing[], each: number): Promise<Played> {
  const counts = new Map<string, number>();
  const wrong: string[] = [];
  const names = Object.keys(FAULTS);
  const play = async (borrowing: Borrowing, turns: number) => {
    for (let turn = 0; turn < turns; turn += 1) {
      // Every fourth goes well, so that connections are also used again.
      const name = randomInt(4) === 0 ? 'nothing' : names[randomInt(names.length)]!;
      let hasBegun = false;
      const ended = await withTransaction(borrowing.source, async (manager) => {
        hasBegun = true;
        const client = await clientOf(manager);
        await client.query(name === 'nothing' ? PASSING(borrowing) : LASTING(borrowing));
        await FAULTS[name]?.(manager, borrowing);
      }).then(
        () => 'committed',
        (error: unknown) => (!hasBegun && hasWaited(error) ? 'waited' : 'failed'),
      );
      if (ended === 'waited') {
        turn -= 1;
        continue;
      }
      counts.set(name, (counts.get(name) ?? 0) + 1);
      if (ended !== (name === 'nothing' ? 'committed' : 'failed')) wrong.push(`${name}: ${ended}`);
      const found = await Promise.all([leftOver(borrowing), leftOver(borrowing)]);
      if (found.includes(null)) wrong.push(`${name}: the next borrower got a connection that had failed`);
      for (const left of found.flat()) wrong.push(`${name}: ${left}`);
    }
  };
  await Promise.all(
    all.flatMap((borrowing) => [play(borrowing, Math.ceil(each / 2)), play(borrowing, Math.floor(each / 2))]),
  );
  return { counts, wrong };
}
