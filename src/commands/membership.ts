// `deactivate-organisation` and `reactivate-organisation`: a member leaves the agreement, or comes back.
import { handOn } from './hand-on.js';
import { secretsOf } from './development-state.js';
import { codeOfUnit, endMembership, memberOf, renewMembership } from '../store/membership.js';
import { openOwner } from '../store/migrate.js';
import { organisationByCode } from '../store/organisations.js';
import { Sources } from '../store/sources.js';
import type { Config } from '../config.js';

/** Closes an organisation's login and tokens, and hands its open referrals on. Safe to repeat, also after it failed half-way. */
export async function deactivateOrganisation(config: Config, code: string): Promise<string> {
  return administer(config, async ({ owner, sources }) => {
    const member = (await memberOf(owner, code)) ?? unknown();
    if (member.party === 'UNIT')
      throw new Error('The unit cannot leave: it publishes, and coordinates every referral.');
    await endMembership(owner, member);
    const { unit, unitId } = await actAsUnit(owner, sources);
    const { carried, supported } = await handOn(unit, unitId, member.id, config.clocks);
    return (
      `${code} has left: its login is closed, and its tokens are refused within a minute. ` +
      `Open referrals handed on: ${carried}. Referrals that it no longer supports: ${supported}.`
    );
  });
}

/** Gives an organisation that left its login and its tokens back. */
export async function reactivateOrganisation(config: Config, code: string): Promise<string> {
  return administer(config, async ({ owner, loginSecret }) => {
    const member = (await memberOf(owner, code)) ?? unknown();
    if (member.active) throw new Error('The organisation has not left.');
    await renewMembership(owner, member, loginSecret);
    return `${code} is a member again, with the clients that were registered for it.`;
  });
}

interface Administration {
  readonly owner: Awaited<ReturnType<typeof openOwner>>;
  readonly sources: Sources;
  readonly loginSecret: string;
}

async function administer(config: Config, work: (with_: Administration) => Promise<string>): Promise<string> {
  const { databaseUrl, loginSecret } = await secretsOf(config);
  const owner = await openOwner(databaseUrl);
  const sources = new Sources({ databaseUrl, loginSecret, poolSize: 1 });
  try {
    return await work({ owner, sources, loginSecret });
  } finally {
    await sources.close();
    await owner.destroy();
  }
}

async function actAsUnit(owner: Administration['owner'], sources: Sources) {
  const code = (await codeOfUnit(owner)) ?? unknown();
  const unit = await sources.of(code);
  const { id } = (await organisationByCode(unit, code))!;
  return { unit, unitId: id };
}

function unknown(): never {
  throw new Error('No organisation has this code.');
}
