// An organisation leaves the agreement and may come back. Runs as the owner; what the organisation wrote stays as it is.
import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource, EntityManager } from 'typeorm';
import pg from 'pg';
import { appendCommand } from './audit-trail.js';
import { roleOf } from './grants.js';
import { ensureLogins, holdLogins } from './provision.js';
import { withTransaction } from './transaction.js';
import type { Party } from '../domain/parties.js';

const { escapeIdentifier, escapeLiteral } = pg;

const LOOK_MS = 100;
const MOST_LOOKS = 100;
/** What was under way when an organisation left may be an import: it is waited for so many looks. */
const LOOKS_FOR_EARLIER = 600;

/** A member of the agreement, or a former one. */
export interface Member {
  readonly id: string;
  readonly party: Party;
  readonly active: boolean;
  readonly login: string;
}

/** Whether an organisation with this code is or was a member. */
export async function memberOf(owner: DataSource | EntityManager, code: string): Promise<Member | undefined> {
  const [member] = await owner.query<Member[]>(
    'select id, party, active, login from directory.organisation where code = $1',
    [code],
  );
  return member;
}

/** The code of the unit that coordinates referrals. */
export async function codeOfUnit(owner: DataSource): Promise<string | undefined> {
  const [unit] = await owner.query<{ code: string }[]>(
    `select code from directory.organisation where party = 'UNIT' and active order by code limit 1`,
  );
  return unit?.code;
}

/**
 * Takes from an organisation its login and what that login may read, ends the sessions that are open, then its membership, by which its
 * tokens hold. A session that is in the middle of a statement reads nothing more: rights are looked at by every statement.
 */
export async function endMembership(owner: DataSource, { id, party, login }: Member): Promise<void> {
  const role = escapeIdentifier(login);
  // Its sessions before its row: one of them may hold that.
  await withTransaction(owner, async (manager) => {
    await holdLogins(manager);
    await appendCommand(manager, 'deactivateOrganisation', [`Organisation/${id}`]);
    await manager.query(
      `alter role ${role} nologin password null; revoke ${escapeIdentifier(roleOf(party))} from ${role}`,
    );
  });
  await endSessions(owner, login);
  const left = await withTransaction(owner, async (manager) => {
    // Who hands a referral to it holds this lock, too, and finds it gone or is waited for (migrations: referral-moments).
    await manager.query('select pg_advisory_xact_lock(1018, hashtext($1::text))', [id]);
    await manager.query('update directory.organisation set active = false where id = $1', [id]);
    const [row] = await manager.query<[{ id: string }]>('select pg_current_xact_id()::text as id');
    return row.id;
  });
  await endOfEarlier(owner, left);
}

/** Waits for transactions that began before: one of them may give the organisation a referral still. */
async function endOfEarlier(owner: DataSource, transaction: string): Promise<void> {
  for (let looks = 0; looks < LOOKS_FOR_EARLIER; looks += 1) {
    const [row] = await owner.query<[{ over: boolean }]>(
      'select pg_snapshot_xmin(pg_current_snapshot()) > $1::xid8 as over',
      [transaction],
    );
    if (row.over) return;
    await pause(LOOK_MS);
  }
  throw new Error('Something that began before is under way still. Run the command again.');
}

/** Gives an organisation back what it had. Its clients are registered still. */
export async function renewMembership(
  owner: DataSource,
  { id, party, login }: Member,
  secret: string,
): Promise<void> {
  await withTransaction(owner, async (manager) => {
    await holdLogins(manager);
    await manager.query('update directory.organisation set active = true where id = $1', [id]);
    await ensureLogins(manager, [{ login, memberOf: roleOf(party) }], secret);
    await appendCommand(manager, 'reactivateOrganisation', [`Organisation/${id}`]);
  });
}

async function endSessions(owner: DataSource, login: string): Promise<void> {
  // Whoever is no superuser ends sessions of roles that it is a member of.
  const role = escapeIdentifier(login);
  await owner.query(`
    do $$
    declare is_superuser boolean := (select rolsuper from pg_catalog.pg_roles where rolname = current_user);
    begin
      if not is_superuser then execute format('grant %I to %I', ${escapeLiteral(login)}, current_user); end if;
      perform pg_catalog.pg_terminate_backend(pid) from pg_catalog.pg_stat_activity where usename = ${escapeLiteral(login)};
      if not is_superuser then execute format('revoke %I from %I', ${escapeLiteral(login)}, current_user); end if;
    end $$`);
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    const open = await owner.query<unknown[]>('select from pg_catalog.pg_stat_activity where usename = $1', [
      login,
    ]);
    if (open.length === 0) return;
    await pause(LOOK_MS);
  }
  throw new Error(`Sessions of ${role} are still open. They can read nothing; run the command again.`);
}
