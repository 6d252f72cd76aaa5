// A referral that has been through everything, so that there is something of it in every place that can hold something.
import type { TestApi } from '../../support/api.js';
import { FULL, POLICE, submitted } from './flags.js';
import { take } from './steps.js';

const SOCIALJOUREN = 'socialjouren';

export interface WholeLife {
  readonly id: string;
  readonly reference: string;
  /** Every free text that was sent, none of which stands anywhere else. */
  readonly texts: readonly string[];
  readonly keys: readonly string[];
}

/** Lives a referral until it could be closed, every step under a key, with texts and keys that hold a word. */
export async function wholeLife(api: TestApi, word: string): Promise<WholeLife> {
  const texts: string[] = [];
  const keys: string[] = [];
  const text = (place: string) => texts[texts.push(`${word}${place} som bara finns här`) - 1]!;
  const key = () => ({ idempotencyKey: keys[keys.push(`${word}nyckel ${keys.length}`) - 1]! });
  const organisations = [SOCIALJOUREN, 'rfsu'];
  const { id, reference } = await submitted(api, {
    ...FULL,
    note: text('not'),
    safetyNote: text('fara'),
    policeCaseLink: text('länk'),
    consent: { ...FULL.consent, organisations, services: [], textVersion: text('version') },
    ...key(),
  });
  const override = {
    state: 'REFUSED',
    organisations: ['smittskydd-stockholm'],
    textVersion: text('andra'),
    override: 'STATUTORY_DUTY',
    overrideReason: text('skäl'),
  };
  const services = [{ service: 'MEDICAL', status: 'PROVIDED' }];
  const steps: [string, string, object][] = [
    [SOCIALJOUREN, 'acknowledgeReferral', {}],
    [SOCIALJOUREN, 'returnReferral', { reason: 'OTHER', comment: text('åter') }],
    [POLICE, 'resubmitReferral', { comment: text('mer') }],
    [SOCIALJOUREN, 'acknowledgeReferral', {}],
    [SOCIALJOUREN, 'acceptReferral', {}],
    [SOCIALJOUREN, 'inviteSupporter', { organisation: 'rfsu' }],
    [SOCIALJOUREN, 'recordConsent', override],
    [SOCIALJOUREN, 'recordServices', { services, caseworkerNote: text('ärende') }],
    [POLICE, 'recordPermit', { status: 'REFLECTION_PERIOD_GRANTED' }],
    [SOCIALJOUREN, 'sendReferralMessage', { audience: ['rfsu'], body: text('bud') }],
    [SOCIALJOUREN, 'recordContact', { comment: text('möte') }],
  ];
  for (const [organisation, mutation, input] of steps)
    await take(api, organisation, mutation, { id, ...input, ...key() });
  return { id, reference, texts, keys };
}
