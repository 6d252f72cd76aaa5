// The state table of the domain and the notes of the agreement, written down again as they stand there, against every state x
// action x role x route x consent.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { codesOf } from '../../src/domain/code-list.js';
import { CONSENT_STATE, REFERRAL_ROUTE, REFERRAL_STATUS } from '../../src/domain/lists/referrals.js';
import {
  canTake,
  decide,
  ENDED_STATES,
  OPEN_STATES,
  RULES,
  type Action,
  type Role,
  type Standing,
} from '../../src/domain/referral/machine.js';

const STATES = codesOf(REFERRAL_STATUS);
const ROUTES = codesOf(REFERRAL_ROUTE);
const CONSENTS = codesOf(CONSENT_STATE);
const ROLES: readonly Role[] = ['SENDER', 'RECIPIENT', 'SUPPORTER', 'UNIT', 'CLOCK', 'OPERATOR'];
const FINAL = ['CLOSED', 'WITHDRAWN', 'EXPIRED'];
const OPEN = 'SUBMITTED ACKNOWLEDGED RETURNED ACCEPTED IN_SUPPORT DECLINED';
const CARRIED = 'ACCEPTED IN_SUPPORT';
const ADULT = 'NOT_ASKED GIVEN LIMITED REFUSED WITHDRAWN';

// from | action | to, = where it stays | roles | route, if only one | states of consent, if only some
const TABLE = `
  SUBMITTED | ACKNOWLEDGE | ACKNOWLEDGED | RECIPIENT
  ACKNOWLEDGED | ACCEPT | ACCEPTED | RECIPIENT
  ACKNOWLEDGED ACCEPTED | RETURN | RETURNED | RECIPIENT
  RETURNED | RESUBMIT | SUBMITTED | SENDER
  ACKNOWLEDGED | DECLINE | DECLINED | RECIPIENT
  DECLINED | REDIRECT | SUBMITTED | UNIT | REFERRAL
  DECLINED | CONFIRM_DECLINE | CLOSED | UNIT
  SUBMITTED ACKNOWLEDGED ACCEPTED | REDIRECT | SUBMITTED | RECIPIENT UNIT | REFERRAL
  ${OPEN} | REDIRECT | SUBMITTED | OPERATOR | REFERRAL
  ACCEPTED | RECORD_CONTACT | IN_SUPPORT | RECIPIENT
  ${CARRIED} | CLOSE | CLOSED | RECIPIENT
  ${OPEN} | WITHDRAW | WITHDRAWN | SENDER
  ${OPEN} | WITHDRAW | WITHDRAWN | UNIT RECIPIENT | | WITHDRAWN
  ${OPEN} | EXPIRE | EXPIRED | CLOCK
  ${CARRIED} | RECORD_SERVICES | = | RECIPIENT SUPPORTER | REFERRAL
  ${OPEN} | RECORD_CONSENT | = | RECIPIENT | REFERRAL | ${ADULT}
  ${OPEN} | RECORD_PERMIT | = | RECIPIENT SENDER | REFERRAL
  ${CARRIED} | INVITE_SUPPORTER | = | RECIPIENT | REFERRAL
  ${OPEN} | REMOVE_SUPPORTER | = | RECIPIENT | REFERRAL
  ${OPEN} | SEND_MESSAGE | = | SENDER RECIPIENT SUPPORTER UNIT | REFERRAL`;

const words = (cell: string) => cell.split(' ').filter(Boolean);
const ROWS = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [from = '', action = '', to = '', roles = '', route = '', consent = ''] = line
      .split('|')
      .map((cell) => cell.trim());
    return { from: words(from), action, to, roles: words(roles), route, consent: words(consent) };
  });
const ACTIONS = [...new Set(ROWS.map(({ action }) => action))] as Action[];

/** Where the table leads, undefined where it leads nowhere. */
function expected({ status, route, consentState }: Standing, action: Action, roles: readonly Role[]) {
  const row = ROWS.find(
    (each) =>
      each.action === action &&
      each.from.includes(status) &&
      each.roles.some((role) => roles.includes(role as Role)) &&
      (each.route === '' || each.route === route) &&
      (each.consent.length === 0 || each.consent.includes(consentState)),
  );
  return row && (row.to === '=' ? status : row.to);
}

const STANDINGS: Standing[] = STATES.flatMap((status) =>
  ROUTES.flatMap((route) => CONSENTS.map((consentState) => ({ status, route, consentState }))),
);
/** Every set of roles, the empty one too. */
const ROLE_SETS = Array.from({ length: 2 ** ROLES.length }, (_, bits) =>
  ROLES.filter((_, index) => (bits >> index) & 1),
);

function ledTo(standing: Standing, action: Action, roles: readonly Role[]) {
  const decision = decide(standing, action, roles);
  return 'to' in decision ? decision.to : undefined;
}

test('the table knows every action, and the test every combination', () => {
  expect([...ACTIONS].sort()).toEqual(Object.keys(RULES).sort());
  expect([STANDINGS.length, ACTIONS.length, ROLE_SETS.length]).toEqual([9 * 2 * 6, 17, 64]);
});

describe.each(ACTIONS)('%s', (action) => {
  test.each(STATES)('in %s, in every role, on every route, under every consent', (status) => {
    const wrong = STANDINGS.filter((each) => each.status === status).flatMap((standing) =>
      ROLE_SETS.flatMap((roles) => {
        const [to, led] = [expected(standing, action, roles), ledTo(standing, action, roles)];
        const isRight = led === to && canTake(standing, action, roles) === (to !== undefined);
        return isRight ? [] : [{ standing, roles, to, led }];
      }),
    );
    expect(wrong).toEqual([]);
  });
});

test('every state is open or an end, and none is both', () => {
  expect([...OPEN_STATES, ...ENDED_STATES].sort()).toEqual([...STATES].sort());
});

describe('a refusal names the first rule that is broken', () => {
  const referral: Standing = { status: 'ACCEPTED', route: 'REFERRAL', consentState: 'GIVEN' };
  const notification: Standing = { ...referral, route: 'NOTIFICATION' };
  test.each<[Standing, Action, Role[], string]>([
    [referral, 'CLOSE', [], 'ROLE'],
    [notification, 'RECORD_CONSENT', ['SENDER'], 'ROLE'],
    [notification, 'RECORD_CONSENT', ['RECIPIENT'], 'ROUTE'],
    [{ ...notification, status: 'CLOSED' }, 'SEND_MESSAGE', ['UNIT'], 'ROUTE'],
    [referral, 'ACKNOWLEDGE', ['RECIPIENT'], 'STATE'],
    [{ ...referral, status: 'DECLINED' }, 'REDIRECT', ['RECIPIENT'], 'STATE'],
    [referral, 'WITHDRAW', ['RECIPIENT', 'UNIT'], 'CONSENT'],
    [{ ...referral, consentState: 'NOT_REQUIRED_MINOR' }, 'RECORD_CONSENT', ['RECIPIENT'], 'CONSENT'],
  ])('%j, %s by %j: %s', (standing, action, roles, refused) => {
    expect(decide(standing, action, roles)).toEqual({ refused });
  });
});

describe('whatever is tried in whatever order', () => {
  const attempt = fc.record({
    action: fc.constantFrom(...ACTIONS),
    roles: fc.subarray([...ROLES]),
    consentState: fc.constantFrom(...CONSENTS),
  });
  const attempts = fc.array(attempt, { maxLength: 60 });
  const route = fc.constantFrom(...ROUTES);

  test('a referral never leaves the machine, its end is final, and its events replay to its state', () => {
    let ended = 0;
    fc.assert(
      fc.property(route, attempts, (route, steps) => {
        let status: Standing['status'] = 'SUBMITTED';
        const history: { action: Action; from: string; to: string }[] = [];
        for (const { action, roles, consentState } of steps) {
          const to = ledTo({ status, route, consentState }, action, roles);
          if (to === undefined) continue;
          expect(FINAL).not.toContain(status);
          expect(STATES).toContain(to);
          if (to !== status) history.push({ action, from: status, to });
          status = to;
        }
        const replayed = history.reduce((state, { action, from, to }) => {
          expect(state).toBe(from);
          const row = ROWS.find((each) => each.action === action && each.from.includes(state));
          expect(row?.to).toBe(to);
          return to;
        }, 'SUBMITTED');
        expect(replayed).toBe(status);
        ended += Number(FINAL.includes(status));
      }),
      { numRuns: 2_000 },
    );
    expect(ended).toBeGreaterThan(200); // the property was tried on referrals that end
  });

  test('another role never takes an ability away', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...STANDINGS),
        attempt,
        fc.subarray([...ROLES]),
        (standing, { action, roles }, more) => {
          if (canTake(standing, action, roles))
            expect(canTake(standing, action, [...roles, ...more])).toBe(true);
        },
      ),
      { numRuns: 5_000 },
    );
  });
});
