// What is known of one case as it goes on: the value that each field must have, and which of them a party may read.
import { expect } from '@jest/globals';
import { SIGNED, gives } from '../../security/support/agreement.js';
import { Learnt, aDayLater, identifier, momentIn, type Span } from './learnt.js';
import { ReferralModel, type Flag } from './referral-model.js';
import { SENDER, accessIn, partyOf } from './referral-rules.js';
import type { Input } from './referral-effects.js';

type Values = Record<string, unknown>;

/** What a step changes, as the case tells it. */
export interface Scene {
  readonly by: string;
  readonly mutation: string;
  readonly input: Input;
  /** Fields of the referral with their new values; a value that depends on the time of the step as a function. */
  readonly then?: Readonly<Record<string, unknown>>;
  /** A step of the history; where it comes from, leads to, who took it and when follow from the scene. */
  readonly event?: { readonly action: string; readonly reason?: string; readonly comment?: string };
  readonly consents?: readonly Values[];
  readonly services?: readonly { readonly service: string; readonly status: string }[];
  readonly message?: { readonly audience: readonly string[]; readonly body: string };
}

/** A case: what the police send, what was agreed to, and what happens then. */
export interface Case {
  readonly name: string;
  readonly flag: Flag & Values;
  /** One record for each organisation that the person agreed to. */
  readonly consents: readonly Values[];
  readonly scenes: Readonly<Record<string, Scene>>;
}

/** Types of which a field of a referral consists, where they have rows of their own on the paper. */
export const PARTS: Readonly<Record<string, string>> = {
  consents: 'Consent',
  events: 'ReferralEvent',
  services: 'ServiceProvided',
  messages: 'ReferralMessage',
};

/** The fields of a type on the paper. */
export function fieldsOf(type: string): string[] {
  return SIGNED.filter(({ subject }) => subject.startsWith(`${type}.`)).map(({ subject }) =>
    subject.slice(type.length + 1),
  );
}

const code = (organisation: string) => ({ code: organisation });

export class CaseFile {
  readonly model: ReferralModel;
  private readonly facts: Values;

  constructor(flag: Flag & Values, consents: readonly Values[], span: Span) {
    this.model = new ReferralModel(flag);
    const { consent: _consent, ...said } = flag;
    this.facts = {
      id: identifier('ref'),
      reference: new Learnt('a reference', (value) => /^SV-\w{4}-\w{4}$/.test(String(value))),
      status: 'SUBMITTED',
      statusSince: momentIn(span),
      submittedAt: momentIn(span),
      flaggedBy: code(SENDER),
      recipient: code(this.model.recipient),
      consentState: this.model.consentState,
      consents: [],
      services: [],
      supporters: [],
      messages: [],
      events: [],
      acknowledgeBy: momentIn(span, aDayLater),
      permitStatus: 'NOT_DISCUSSED',
      minorReported: false,
      ...Object.fromEntries(
        'languages indicators meansOfControl needs healthNeeds'.split(' ').map((name) => [name, []]),
      ),
      ...Object.fromEntries(
        'encounterDistrict origin safetyNote note policeCaseLink decideBy outcome permitUntil caseworkerNote'
          .split(' ')
          .map((name) => [name, null]),
      ),
      ...said,
    };
    this.note(span, SENDER, { action: 'SUBMIT' }, null);
    this.agree(span, consents);
    // Whatever is on the paper has a value here, and nothing else has.
    expect([...Object.keys(this.facts), 'access', 'version'].sort()).toEqual(fieldsOf('Referral').sort());
  }

  /** Writes down what a step has changed. */
  write({ by, mutation, input, then = {}, ...added }: Scene, span: Span): void {
    const before = this.model.status;
    expect(this.model.attempt(by, mutation, input)).toBeNull();
    for (const [name, value] of Object.entries(then))
      this.facts[name] = typeof value === 'function' ? (value as (span: Span) => unknown)(span) : value;
    if (added.event) {
      this.facts['statusSince'] = momentIn(span);
      this.note(span, by, added.event, before);
    }
    this.agree(span, added.consents ?? []);
    for (const service of added.services ?? [])
      this.add('services', { ...service, organisation: code(by), at: momentIn(span) });
    if (added.message) {
      const { audience, body } = added.message;
      const to = audience.map(code);
      this.add('messages', {
        id: identifier('msg'),
        at: momentIn(span),
        organisation: code(by),
        audience: to,
        body,
      });
    }
    // The case and the model of all referrals agree.
    const { status, consentState, recipient } = this.model;
    expect(this.facts).toMatchObject({ status, consentState, recipient: code(recipient) });
  }

  /** What an organisation must read, field by field; null where it must not see the referral. */
  viewFor(organisation: string): Values | null {
    const seen = this.model.viewFor(organisation);
    if (!seen) return null;
    const party = partyOf(organisation);
    const access = accessIn(this.model, organisation, this.model.rolesOf(organisation));
    const whole: Values = { ...this.facts, version: seen.version, access };
    whole['messages'] = (this.facts['messages'] as { organisation: Values; audience: Values[] }[]).filter(
      (message) => [message.organisation, ...message.audience].some((one) => one['code'] === organisation),
    );
    return given('Referral', whole);

    function given(type: string, values: Values): Values {
      const fields = fieldsOf(type).filter((field) => gives(`${type}.${field}`, party));
      return Object.fromEntries(
        fields.map((field) => {
          const part = type === 'Referral' ? PARTS[field] : undefined;
          const value = values[field];
          return [field, part ? (value as Values[]).map((item) => given(part, item)) : value];
        }),
      );
    }
  }

  private note(span: Span, by: string, event: NonNullable<Scene['event']>, fromStatus: string | null): void {
    const { status: toStatus } = this.model;
    this.add('events', {
      id: identifier('evt'),
      at: momentIn(span),
      fromStatus,
      toStatus,
      organisation: code(by),
      reason: null,
      comment: null,
      ...event,
    });
  }

  private agree(span: Span, consents: readonly Values[]): void {
    for (const { organisation, ...consent } of consents)
      this.add('consents', {
        id: identifier('con'),
        at: momentIn(span),
        organisation: code(organisation as string),
        language: null,
        override: null,
        overrideReason: null,
        ...consent,
      });
  }

  private add(list: string, item: Values): void {
    this.facts[list] = [...(this.facts[list] as Values[]), item];
  }
}
