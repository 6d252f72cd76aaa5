// What was asked for against what is there: the same, line by line.
import { expect } from '@jest/globals';
import { nameOf, type Survived } from './killing.js';

const ACTIONS: Readonly<Record<string, string>> = {
  submitReferralFlag: 'SUBMIT',
  acknowledgeReferral: 'ACKNOWLEDGE',
  acceptReferral: 'ACCEPT',
};

/** Outbox, audit, keys, history, services and messages hold exactly what was asked for. */
export function expectExactlyOnce(survived: Survived): void {
  const { asked, outbox, audit, keys, events, messages, services, referrals } = survived;
  const names = asked.map(nameOf).sort();
  expect(new Set(names).size).toBe(names.length);
  expect(outbox).toEqual(names);
  expect(audit).toEqual(names);
  expect(keys).toEqual(names);
  const steps = asked.filter(({ mutation }) => mutation in ACTIONS);
  expect(events).toEqual(steps.map(({ mutation, id }) => `${ACTIONS[mutation]} ${id.slice(4)}`).sort());
  const touched = (wanted: string) =>
    asked
      .filter(({ mutation }) => mutation === wanted)
      .map(({ id }) => id.slice(4))
      .sort();
  expect(messages).toEqual(touched('sendReferralMessage'));
  expect(services).toEqual(touched('recordServices'));
  expect(referrals).toEqual(touched('submitReferralFlag').map((id) => `${id} ACCEPTED 4`));
}
