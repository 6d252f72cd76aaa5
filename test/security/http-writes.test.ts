// All layers together, over HTTP: what a mutation hands back, and what stops one before it has an effect.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { getNamedType, isLeafType, type GraphQLObjectType } from 'graphql';
import { PARTIES, SIGNED, gives, scopeFor, type Party } from './support/agreement.js';
import { signIn, type Ask } from './support/asker.js';
import { FULL, SERVED } from './support/committed.js';
import { SPOKESMEN } from './support/organisations.js';
import { BATCHES, CONTRIBUTIONS, ENTRIES, arrangeRows } from './support/row-data.js';
import { FLAGS } from './support/row-flags.js';
import { sequence } from '../changes/tools/follower.js';
import { startTestApi, type TestApi } from '../support/api.js';
import type { Scope } from '../../src/auth/scopes.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await arrangeRows({ query: (sql, parameters) => api.database.owner.query(sql, parameters) });
  // Or no other could be asked for.
  await api.database.owner.query(
    `update statistics.release set published_at = now(), parameters = '{}' where published_at is null`,
  );
});
afterAll(() => api.close());

/** Every field of a type that a party may read, one level deep. */
function everythingOf(type: string, party: Party): string {
  const fields = Object.values((FULL.getType(type) as GraphQLObjectType).getFields());
  return fields
    .filter(({ name }) => gives(`${type}.${name}`, party))
    .map(({ name, type: of }) => {
      const named = getNamedType(of);
      if (isLeafType(named)) return name;
      return `${name} { __typename ${'id' in (named as GraphQLObjectType).getFields() ? 'id' : ''} }`;
    })
    .join(' ');
}

const FLAG = {
  ...{
    route: 'REFERRAL',
    encounterWeek: '2026-W31',
    encounterMunicipality: '0180',
    ageBand: 'AGE_25_34',
    gender: 'WOMAN',
  },
  ...{ exploitationForm: 'SEXUAL', urgency: 'ROUTINE', policeCaseLink: 'K-1' },
  consent: { state: 'GIVEN', organisations: [], services: [], textVersion: '1' },
};
const ENTRY = {
  ...{ kind: 'TREND', title: 'Titel', summary: 'Ingress', body: 'Text', period: '2026-07', method: 'Metod' },
  ...{ direction: 'RISING', confidence: 'LOW', policingNotes: 'För polisen' },
};

const REPORT = { month: '2026-07', municipality: '0180', kind: 'CHAT', count: 7, note: 'Not' };

const OFFER = { title: 'Rubrik', text: 'Iakttagelse', period: '2026-07', regions: ['0180'] };

const OBSERVED = {
  source: 'Vecka 31',
  observations: [
    {
      ...{ week: '2026-W31', municipality: '1280', arena: 'STREET', ageBand: 'UNKNOWN', gender: 'WOMAN' },
      ...{ change: 'PRESENT', countUnit: 'PERSONS_MET', count: 2 },
    },
  ],
};

const CHANGE = { id: 'x', expectedVersion: 1, reason: 'Orsak' };
const { reason: _reason, ...STEP } = CHANGE;
/** Inputs that fit their types. */
const INPUTS: Readonly<Record<string, object>> = {
  updateOrganisation: { code: 'rfsu' },
  submitReferralFlag: FLAG,
  draftTrendEntry: ENTRY,
  reviseTrendEntry: STEP,
  publishTrendEntry: STEP,
  withdrawTrendEntry: CHANGE,
  acknowledgeReferral: STEP,
  acceptReferral: STEP,
  returnReferral: { ...STEP, reason: 'OTHER' },
  resubmitReferral: STEP,
  declineReferral: { ...STEP, reason: 'OTHER' },
  confirmDecline: STEP,
  redirectReferral: STEP,
  recordContact: STEP,
  recordServices: { ...STEP, services: [] },
  closeReferral: { ...STEP, outcome: 'MOVED_AWAY' },
  withdrawReferral: { ...STEP, reason: 'OTHER' },
  recordConsent: { ...STEP, state: 'GIVEN', organisations: [], textVersion: '1' },
  inviteSupporter: { ...STEP, organisation: 'skarpnack' },
  removeSupporter: { ...STEP, organisation: 'skarpnack' },
  recordPermit: { ...STEP, status: 'INFORMED' },
  sendReferralMessage: { id: 'x', audience: ['rfsu'], body: 'Text' },
  contribute: OFFER,
  resolveContribution: { id: 'x', decision: 'DECLINE', note: 'Svar' },
  corroborateTrendEntry: { id: 'x', verdict: 'CONFIRMS' },
  reportActivity: REPORT,
  importObservations: OBSERVED,
  withdrawBatch: { id: 'x' },
  publishRelease: { period: '2025-H1' },
  statistics: { measure: 'ADVERTS', granularity: 'YEAR' },
};

interface Call {
  readonly mutation: string;
  readonly object: string;
  readonly type: string;
  readonly input: object;
}

/** A mutation of each kind that a party may call, on what is its own. */
function callsOf(party: Party): Call[] {
  const code = SPOKESMEN[party];
  const update = { code, contact: 'Brevlåda' };
  const sent = BATCHES.find(({ organisation, isWithdrawn }) => organisation === code && !isWithdrawn);
  // The police on one that has been handed on, so that nobody else's is taken back.
  const flag = FLAGS.find(({ recipient, route, movedBy }) =>
    party === 'POLICE' ? movedBy !== null : recipient === code && route === 'REFERRAL',
  )!;
  const id = `ref_${flag.id}`;
  const onReferral = (mutation: string, more: object = {}) => ({
    ...{ mutation, object: 'referral', type: 'Referral' },
    input: { ...INPUTS[mutation], ...more, id },
  });
  const consent = { organisations: [code, 'skarpnack'] };
  const services = [{ service: 'MEDICAL', status: 'OFFERED' }];
  const audience = [party === 'UNIT' ? 'polisen-stockholm' : 'prostitutionsenheten'];
  return [
    { mutation: 'updateOrganisation', object: 'organisation', type: 'Organisation', input: update },
    { mutation: 'submitReferralFlag', object: 'referral', type: 'Referral', input: FLAG },
    { mutation: 'draftTrendEntry', object: 'trendEntry', type: 'TrendEntry', input: ENTRY },
    { mutation: 'contribute', object: 'contribution', type: 'Contribution', input: OFFER },
    ...CONTRIBUTIONS.filter(({ status }) => status === 'SUBMITTED')
      .slice(0, 2)
      .map(({ id: offered }, index) => ({
        ...{ mutation: 'resolveContribution', object: 'contribution', type: 'Contribution' },
        input: {
          id: `contrib_${offered}`,
          ...(index === 0
            ? { decision: 'INCORPORATE', trendEntry: `trend_${ENTRIES[3].id}` }
            : { decision: 'DECLINE', note: 'Svar' }),
        },
      })),
    {
      ...{ mutation: 'corroborateTrendEntry', object: 'corroboration', type: 'Corroboration' },
      input: { id: `trend_${ENTRIES[0].id}`, verdict: 'NOT_SEEN', comment: 'Ord' },
    },
    { mutation: 'reportActivity', object: 'activityReport', type: 'ActivityReport', input: REPORT },
    { mutation: 'importObservations', object: 'batch', type: 'Batch', input: OBSERVED },
    { mutation: 'withdrawBatch', object: 'batch', type: 'Batch', input: { id: `batch_${sent?.id}` } },
    { mutation: 'publishRelease', object: 'release', type: 'Release', input: INPUTS['publishRelease']! },
    onReferral('acknowledgeReferral'),
    onReferral('acceptReferral'),
    onReferral('recordConsent', consent),
    onReferral('inviteSupporter'),
    onReferral('recordServices', { services }),
    onReferral('removeSupporter'),
    onReferral('recordPermit'),
    onReferral('sendReferralMessage', { audience }),
    onReferral('recordContact'),
    onReferral(party === 'POLICE' ? 'withdrawReferral' : 'closeReferral'),
  ].filter(({ mutation }) => gives(`Mutation.${mutation}`, party));
}

/** An input with the version that whoever asks reads now, where it names one. */
async function upToDate(ask: Ask, input: { id?: string; expectedVersion?: number }): Promise<object> {
  if (input.expectedVersion === undefined) return input;
  const { data } = await ask('query ($id: ID!) { referral(id: $id) { version } }', { id: input.id });
  return { ...input, expectedVersion: data.referral.version };
}

/** The types of object that a feed tells of. */
const TOLD_OF = /^(TrendEntry|Referral|Contribution|Release)$/;

test('a payload shows what a query and the feed would: every field that the caller may read, and no other', async () => {
  await sequence(api);
  let heardOf = 0;
  for (const party of PARTIES) {
    const ask = await signIn(api, SPOKESMEN[party]);
    for (const { mutation, object, type, input } of callsOf(party)) {
      const inputType = String(FULL.getMutationType()!.getFields()[mutation]!.args[0]!.type);
      const asked = `{ __typename ${everythingOf(type, party)} }`;
      const { head } = (await ask('{ changes { head } }')).data.changes;
      const { data, errors } = await ask(
        `mutation ($input: ${inputType}) { ${mutation}(input: $input) { errors { code message } ${object} ${asked} } }`,
        { input: await upToDate(ask, input) },
      );
      const refusals = [...errors, ...(data?.[mutation].errors ?? [])];
      expect({ party, mutation, refusals }).toEqual({ party, mutation, refusals: [] });
      const shown = data[mutation][object];
      const again = await ask(`query ($id: ID!) { node(id: $id) { ... on ${type} ${asked} } }`, {
        id: shown.id,
      });
      expect(shown).toEqual(again.data.node);
      if (TOLD_OF.test(type)) {
        await sequence(api);
        const told = await ask(
          `query ($head: String) { changes(after: $head) { nodes { objectId object { ... on ${type} ${asked} } } } }`,
          { head },
        );
        const lines = told.data.changes.nodes.filter(
          ({ objectId }: { objectId: string }) => objectId === shown.id,
        );
        // What changes nothing that its reader sees is not told of.
        for (const { object } of lines) expect(object).toEqual(shown);
        heardOf += lines.length;
      }
      const given = SERVED.filter((subject) => subject.startsWith(`${type}.`) && gives(subject, party));
      expect(Object.keys(shown)).toHaveLength(given.length + 1);
      // Types that have no more fields for those who may write them.
      const least: Record<string, number> = { Release: 4, Corroboration: 3 };
      expect(given.length).toBeGreaterThanOrEqual(least[type] ?? 7);
    }
  }
  expect(heardOf).toBeGreaterThan(40);
});

test('a payload field that is denied stops the mutation before it has an effect', async () => {
  const { id } = FLAGS[9]!;
  const { owner } = api.database;
  await owner.query(`update referrals.referral set status = 'ACKNOWLEDGED' where id = $1`, [id]);
  const read = `select version_for_supporters as version, version as changes from referrals.referral where id = $1`;
  const state = () => owner.query(read, [id]);
  const before = await state();
  const ask = await signIn(api, 'rfsl');
  const run = async (field: string) =>
    ask(
      `mutation ($input: ReferralActionInput!) { acceptReferral(input: $input) { referral { ${field} } } }`,
      {
        input: { id: `ref_${id}`, expectedVersion: (before as { version: number }[])[0]!.version },
      },
    );
  const asked = [
    'note',
    'flaggedBy { code }',
    'events { comment }',
    'a: route',
    '... on Referral { origin }',
  ];
  for (const field of asked) {
    const { data, errors } = await run(field);
    expect(data).toBeUndefined();
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN_FIELD']);
  }
  expect(await state()).toEqual(before);
  // Positive control: without such a field the very same step is taken.
  expect((await run('status')).data.acceptReferral.referral).toEqual({ status: 'ACCEPTED' });
});

test('every operation with a scope is refused to a token without it, before anything has run', async () => {
  const scopes = [...new Set(SIGNED.map(({ scope }) => scope))] as Scope[];
  const required: Record<string, string> = { trendEntry: '(id: "trend_x")', referral: '(id: "ref_x")' };
  for (const subject of SERVED.filter((one) => scopeFor(one) !== null)) {
    const [type = '', name = ''] = subject.split('.');
    const field = (FULL.getType(type) as GraphQLObjectType).getFields()[name]!;
    const input = field.args.find((argument) => argument.name === 'input');
    const call = `${name}${input ? '(input: $input)' : (required[name] ?? '')} { __typename }`;
    const document = input
      ? `${type.toLowerCase()} ($input: ${String(input.type)}) { ${call} }`
      : `{ ${call} }`;
    for (const party of PARTIES.filter((one) => gives(subject, one))) {
      const others = scopes.filter((one) => one !== null && one !== scopeFor(subject));
      const ask = await signIn(api, SPOKESMEN[party], others);
      const { status, data, errors } = await ask(document, { input: INPUTS[name] });
      const refusals = errors.map(({ message, extensions }) => [message, extensions.code]);
      expect({ subject, party, status, data, refusals }).toEqual({
        ...{ subject, party, status: 403, data: undefined },
        refusals: [[`${name} needs the scope ${scopeFor(subject)}.`, 'FORBIDDEN']],
      });
    }
  }
});

test('a filter that only the unit has is refused to the others as a variable too', async () => {
  const query = 'query ($filter: TrendEntryFilter) { trendEntries(filter: $filter) { nodes { id } } }';
  for (const party of PARTIES) {
    const ask = await signIn(api, SPOKESMEN[party]);
    const { data, errors } = await ask(query, { filter: { status: ['DRAFT'] } });
    if (party === 'UNIT') expect(data.trendEntries.nodes.length).toBeGreaterThan(0);
    else
      expect([data, errors.map(({ extensions }) => extensions.code)]).toEqual([
        undefined,
        ['BAD_USER_INPUT'],
      ]);
  }
});

test('one document for node answers each type with its own fields, in whatever order it is asked', async () => {
  const ask = await signIn(api, 'prostitutionsenheten');
  const query =
    'query ($id: ID!) { node(id: $id) { id ... on Referral { urgency } ... on TrendEntry { title } ... on Organisation { code } } }';
  const expected = [
    [`ref_${FLAGS[0]!.id}`, { urgency: 'ROUTINE' }],
    [`trend_${ENTRIES[0].id}`, { title: 'titel' }],
  ] as const;
  for (const [id, fields] of [...expected, ...expected]) {
    expect((await ask(query, { id })).data).toEqual({ node: { id, ...fields } });
  }
});
