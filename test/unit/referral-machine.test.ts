// The state table of the domain, written down again as it stands there, against every state x action x role.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { codesOf } from '../../src/domain/code-list.js';
import { REFERRAL_STATUS, type ReferralStatus } from '../../src/domain/lists/referrals.js';
import { canTake, nextStatus, TRANSITIONS, type Role } from '../../src/domain/referral/machine.js';

type Action = keyof typeof TRANSITIONS;
const ACTIONS = Object.keys(TRANSITIONS) as Action[];
const STATES = codesOf(REFERRAL_STATUS);
const ROLES: Role[] = ['SENDER', 'RECIPIENT', 'UNIT', 'CLOCK'];
const OPEN = 'SUBMITTED ACKNOWLEDGED RETURNED ACCEPTED IN_SUPPORT DECLINED';

// from (several separated by spaces) | action | to | roles
const TABLE = `
  SUBMITTED | ACKNOWLEDGE | ACKNOWLEDGED | RECIPIENT
  ACKNOWLEDGED | ACCEPT | ACCEPTED | RECIPIENT
  ACKNOWLEDGED ACCEPTED | RETURN | RETURNED | RECIPIENT
  RETURNED | RESUBMIT | SUBMITTED | SENDER
  ACKNOWLEDGED | DECLINE | DECLINED | RECIPIENT
  DECLINED | REDIRECT | SUBMITTED | UNIT
  DECLINED | CONFIRM_DECLINE | CLOSED | UNIT
  SUBMITTED ACKNOWLEDGED ACCEPTED | REDIRECT | SUBMITTED | RECIPIENT UNIT
  ACCEPTED | RECORD_CONTACT | IN_SUPPORT | RECIPIENT
  ACCEPTED IN_SUPPORT | CLOSE | CLOSED | RECIPIENT
  ${OPEN} | WITHDRAW | WITHDRAWN | SENDER UNIT RECIPIENT
  ${OPEN} | EXPIRE | EXPIRED | CLOCK`;

const allowed = new Map<string, ReferralStatus>();
for (const line of TABLE.trim().split('\n')) {
  const [from = '', action = '', to = '', roles = ''] = line.split('|').map((cell) => cell.trim());
  for (const state of from.split(' ')) {
    for (const role of roles.split(' ')) allowed.set(`${state} ${action} ${role}`, to as ReferralStatus);
  }
}

describe('the life of a referral', () => {
  const cases = STATES.flatMap((state) =>
    ACTIONS.flatMap((action) => ROLES.map((role) => ({ state, action, role }))),
  );

  test('has every combination of state, action and role in view', () => {
    expect(cases).toHaveLength(9 * 11 * 4);
  });

  test.each(cases)('$state, $action by $role', ({ state, action, role }) => {
    const to = allowed.get(`${state} ${action} ${role}`);
    const next = nextStatus(state, action, [role]);
    expect('to' in next ? next.to : undefined).toBe(to);
    expect(canTake(state, action, [role])).toBe(to !== undefined);
  });

  test('ends for good: no action leads out of a final state', () => {
    for (const state of ['CLOSED', 'WITHDRAWN', 'EXPIRED'] as const) {
      for (const action of ACTIONS) expect(canTake(state, action, ROLES)).toBe(false);
    }
  });

  test('never leaves the machine, whatever is tried in whatever order', () => {
    const step = fc.record({ action: fc.constantFrom(...ACTIONS), role: fc.constantFrom(...ROLES) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let state: ReferralStatus = 'SUBMITTED';
        for (const { action, role } of steps) {
          const next = nextStatus(state, action, [role]);
          if ('to' in next) state = next.to;
          expect(STATES).toContain(state);
        }
      }),
    );
  });
});
