// Whom consent reaches, for which services, and what a new record changes.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { codesOf } from '../../src/domain/code-list.js';
import { CONSENT_STATE, NEED, type ConsentState } from '../../src/domain/lists/referrals.js';
import {
  beyond,
  consentAfter,
  consentErrors,
  reachOf,
  type ConsentRecord,
} from '../../src/domain/referral/consent.js';

const STATES = codesOf(CONSENT_STATE);
const ADULT = STATES.filter((state) => state !== 'NOT_REQUIRED_MINOR');
const isGiven = (state: ConsentState) => state === 'GIVEN' || state === 'LIMITED';
const record = (state: ConsentState, more: Partial<ConsentRecord> = {}): ConsentRecord => ({
  organisationId: 'a',
  services: [],
  state,
  override: null,
  ...more,
});

describe('how far an organisation may act', () => {
  test.each(ADULT)('not at all without a record of its own (%s)', (state) => {
    expect(reachOf(state, [record('GIVEN', { organisationId: 'b' })], 'a')).toBe('NONE');
  });

  test.each(STATES)('under 18 for everything, whatever the records say (%s)', (state) => {
    expect(reachOf('NOT_REQUIRED_MINOR', [record(state)], 'a')).toBe('EVERYTHING');
    expect(reachOf('NOT_REQUIRED_MINOR', [], 'a')).toBe('EVERYTHING');
  });

  const pairs = ADULT.flatMap((whole) => ADULT.map((own) => [whole, own] as const));
  test.each(pairs)('%s as a whole and %s for the organisation', (whole, own) => {
    const isOpen = isGiven(whole) && isGiven(own);
    expect(reachOf(whole, [record(own)], 'a')).toBe(isOpen ? 'EVERYTHING' : 'NONE');
    const limited = record(own, { services: ['MEDICAL'] });
    expect(reachOf(whole, [limited], 'a')).toEqual(isOpen ? ['MEDICAL'] : 'NONE');
    const override = record(own, { services: ['MEDICAL'], override: 'VITAL_INTEREST' });
    expect(reachOf(whole, [override], 'a')).toEqual(['MEDICAL']);
  });

  test('as the newest record of the organisation says, not an older one and not another’s', () => {
    const services = (...names: ('MEDICAL' | 'FINANCIAL')[]) => record('GIVEN', { services: names });
    expect(reachOf('GIVEN', [services('MEDICAL'), services('FINANCIAL')], 'a')).toEqual(['FINANCIAL']);
    const other = record('WITHDRAWN', { organisationId: 'b' });
    expect(reachOf('GIVEN', [services('MEDICAL'), other], 'a')).toEqual(['MEDICAL']);
    expect(reachOf('LIMITED', [services('MEDICAL'), record('WITHDRAWN')], 'a')).toBe('NONE');
    expect(reachOf('LIMITED', [record('WITHDRAWN'), services('MEDICAL')], 'a')).toEqual(['MEDICAL']);
    const override = record('REFUSED', { override: 'STATUTORY_DUTY' });
    expect(reachOf('GIVEN', [override, record('WITHDRAWN')], 'a')).toBe('NONE');
  });

  test('services beyond it are exactly those that it does not name', () => {
    const needs = fc.subarray(codesOf(NEED));
    fc.assert(
      fc.property(needs, needs, (reach, asked) => {
        expect(beyond(reach, asked)).toEqual(asked.filter((service) => !reach.includes(service)));
        expect(beyond('EVERYTHING', asked)).toEqual([]);
        expect(beyond('NONE', asked)).toEqual(asked);
      }),
    );
  });
});

describe('consent as a whole after a record', () => {
  const after = (
    current: ConsentState,
    state: ConsentState,
    organisationIds: string[],
    override: string | null = null,
  ) => consentAfter(current, 'recipient', { state, organisationIds, override });
  const changes = ADULT.flatMap((current) => ADULT.map((state) => [current, state] as const));

  test.each(changes)(
    'from %s by %s about everybody, or about the recipient among others',
    (current, state) => {
      for (const named of [[], ['recipient'], ['a', 'recipient']])
        expect(after(current, state, named)).toBe(state);
    },
  );

  test.each(changes)('from %s by %s about others alone', (current, state) => {
    const limits = current === 'GIVEN' && (state === 'REFUSED' || state === 'WITHDRAWN');
    expect(after(current, state, ['a'])).toBe(limits ? 'LIMITED' : current);
  });

  test.each(changes)(
    'from %s: an override with %s changes nothing that the person decided',
    (current, state) => {
      for (const named of [['recipient'], ['a']])
        expect(after(current, state, named, 'VITAL_INTEREST')).toBe(current);
    },
  );
});

describe('a record is refused', () => {
  const paths = (input: Parameters<typeof consentErrors>[0]) =>
    consentErrors(input).map(({ path }) => path.join('.'));
  const override = {
    override: 'VITAL_INTEREST',
    overrideReason: 'Fara för livet.',
    organisations: ['rfsu'],
  } as const;

  test.each(STATES)('%s without an override only when the person decided it', (state) => {
    const isDecision = state !== 'NOT_ASKED' && state !== 'NOT_REQUIRED_MINOR';
    const errors = isDecision ? [] : ['state'];
    for (const organisations of [[], ['rfsu']]) expect(paths({ state, organisations })).toEqual(errors);
    expect(paths({ state, organisations: [], override: null, overrideReason: null })).toEqual(errors);
  });

  test.each(STATES)('%s with an override only when the person does not consent', (state) => {
    const isWithout = state === 'NOT_ASKED' || state === 'REFUSED' || state === 'WITHDRAWN';
    expect(paths({ state, ...override })).toEqual(isWithout ? [] : ['state']);
  });

  test('with every rule that it breaks, by name and without its values', () => {
    expect(paths({ state: 'GIVEN', organisations: [], overrideReason: 'HEMLIGT' })).toEqual([
      'overrideReason',
    ]);
    expect(paths({ state: 'REFUSED', ...override, organisations: [] })).toEqual(['organisations']);
    expect(paths({ state: 'REFUSED', ...override, overrideReason: null })).toEqual(['overrideReason']);
    const all = { state: 'GIVEN', organisations: [], override: 'STATUTORY_DUTY' } as const;
    expect(paths(all)).toEqual(['state', 'organisations', 'overrideReason']);
    const errors = consentErrors({
      state: 'NOT_ASKED',
      organisations: ['HEMLIGT'],
      overrideReason: 'HEMLIGT',
    });
    expect(errors.map(({ code }) => code)).toEqual(['INVALID_VALUE', 'INVALID_VALUE']);
    expect(JSON.stringify(errors)).not.toContain('HEMLIGT');
  });
});
