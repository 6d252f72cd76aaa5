// What the rules of the agreement leave each organisation of supporters, services, messages and steps in the small world.
import { ORGANISATIONS } from './organisations.js';
import { FLAGS, messagesOf, type Flag } from './row-flags.js';

const OVER: readonly string[] = ['CLOSED', 'WITHDRAWN', 'EXPIRED'];
const partyOf = (code: string) => ORGANISATIONS[code]!;
/** The parties that read who supports a referral and what is given. */
const readsSupport = (code: string) => ['UNIT', 'DISTRICT', 'MUNICIPALITY'].includes(partyOf(code));
const supports = (code: string, { supporters, status }: Flag) =>
  supporters.includes(code) && !OVER.includes(status);

/** The referrals that an organisation takes part in. Support ends with the referral, whether or not somebody ends it. */
export const flagsOf = (code: string) =>
  FLAGS.filter((flag) => {
    if (partyOf(code) === 'UNIT' || flag.sender === code) return true;
    return flag.route === 'REFERRAL' && (flag.recipient === code || supports(code, flag));
  });
/** Whoever carries a referral moves it, and whoever sent it may take it back; a supporter watches. */
export const movableBy = (code: string) =>
  flagsOf(code).filter(({ supporters }) => partyOf(code) === 'UNIT' || !supporters.includes(code));
const carriedBy = (code: string) => flagsOf(code).filter(({ recipient }) => recipient === code);

/** The messages that an organisation may read: its own and those for it, in referrals that it sees. */
export const readableMessages = (code: string) =>
  flagsOf(code)
    .flatMap(messagesOf)
    .filter(({ author, audience }) => author === code || audience.includes(code));

export const readableServices = (code: string) =>
  readsSupport(code) ? flagsOf(code).flatMap(({ services }) => services) : [];

/** Every part that is or was taken beside the recipient, as far as an organisation may read of it. */
export function readableSupport(code: string): string[] {
  const seen = new Set(readsSupport(code) ? flagsOf(code).map(({ id }) => id) : []);
  return FLAGS.flatMap(({ id, supporters, former }) =>
    [...supporters, ...former].filter((one) => one === code || seen.has(id)),
  );
}

/** The support that an organisation may end: that of referrals which it carries. */
export const endableSupport = (code: string) =>
  readsSupport(code) ? carriedBy(code).flatMap(({ supporters, former }) => [...supporters, ...former]) : [];

interface Forgery {
  readonly name: string;
  readonly isAllowed: boolean;
  readonly sql: string;
}

/** New rows on every referral, in an organisation's own name and in another's. */
export function lifeForgeries(code: string, other: string): Forgery[] {
  const party = partyOf(code);
  const seen = new Set(flagsOf(code));
  const carried = new Set(carriedBy(code));
  const movable = new Set(movableBy(code));
  const of = (name: string) => `(select id from directory.organisation where code = '${name}')`;
  const insert = (name: string, isAllowed: boolean, into: string) => ({
    name,
    isAllowed,
    sql: `insert into referrals.${into}`,
  });
  const event = (id: string, action: string, name: string) =>
    `event (referral_id, action, to_status, organisation_id) values ('${id}', '${action}', 'X', ${name})`;
  const service = (id: string, name: string) =>
    `service (referral_id, organisation_id, service, status) values ('${id}', ${of(name)}, 'MEDICAL', 'OFFERED')`;
  const message = (id: string, name: string) =>
    `message (referral_id, organisation_id, audience, body) values ('${id}', ${of(name)}, '{}', 'x')`;
  return FLAGS.flatMap((flag) => {
    const { id, status, version } = flag;
    const isNew = status === 'SUBMITTED' && version === 1;
    // The police add to a flag while they submit it, send it in again or take it back, and take no step of the recipient's.
    const steps = (action: string) =>
      movable.has(flag) && (party !== 'POLICE' || isStepOfThePolice(action, isNew));
    const serves = seen.has(flag) && party !== 'POLICE' && (carried.has(flag) || supports(code, flag));
    return [
      insert(`consent on ${id}`, party === 'POLICE' ? steps('SUBMIT') : carried.has(flag), `consent (referral_id, organisation_id, services, state, text_version)
        values ('${id}', ${of(code)}, '{}', 'GIVEN', '1')`),
      insert(`supporter of ${id}`, readsSupport(code) && carried.has(flag), `supporter (referral_id, organisation_id) values ('${id}', ${of(other)})`),
      ...(party === 'POLICE' ? ['ACCEPT', 'SUBMIT', 'RESUBMIT', 'WITHDRAW'] : ['ACCEPT']).map((action) => insert(`${action} on ${id}`, steps(action), event(id, action, of(code)))),
      insert(`service on ${id}`, serves, service(id, code)),
      insert(`message on ${id}`, seen.has(flag), message(id, code)),
      // In somebody else's name nothing, also where it may in its own.
      ...(movable.has(flag)
        ? [
            insert(`step on ${id} as ${other}`, false, event(id, 'WITHDRAW', of(other))),
            insert(`step on ${id} as the clock`, false, event(id, 'EXPIRE', 'null')),
          ]
        : []),
      ...(serves ? [insert(`service on ${id} as ${other}`, false, service(id, other))] : []),
      ...(seen.has(flag) ? [insert(`message on ${id} as ${other}`, false, message(id, other))] : []),
    ]; // prettier-ignore
  });
}

const isStepOfThePolice = (action: string, isNew: boolean) =>
  ['RESUBMIT', 'WITHDRAW'].includes(action) || (action === 'SUBMIT' && isNew);
