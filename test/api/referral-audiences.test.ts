// One referral, read field by field by every role that an organisation can have in it.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { gives, type Party } from '../security/support/agreement.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { UNIT } from './tools/entries.js';
import { FULL, NOTIFICATION, POLICE, submitted } from './tools/flags.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

/** Fields that are objects, with something to ask of each that every reader of it may read. */
const SELECTIONS: Readonly<Record<string, string>> = {
  flaggedBy: '{ code }',
  recipient: '{ code }',
  consents: '{ id state }',
  events: '{ id action at }',
  access: '{ canAcknowledge canAccept }',
};

/** What an organisation gets for one field of a referral: its value, or the code of the refusal. */
async function fieldOf(organisation: string, id: string, field: string): Promise<unknown> {
  const { data, errors } = await api.as(organisation)(
    `query ($id: ID!) { referral(id: $id) { value: ${field} ${SELECTIONS[field] ?? ''} } }`,
    { id },
  );
  return errors[0]?.extensions.code ?? data.referral.value;
}

const FIELDS = [
  ...Object.keys(SELECTIONS),
  ...'id reference route status statusSince submittedAt version urgency encounterWeek encounterMunicipality'.split(
    ' ',
  ),
  ...'encounterDistrict ageBand gender origin languages exploitationForm indicators meansOfControl needs'.split(
    ' ',
  ),
  ...'healthNeeds consentState minorReported safetyNote note policeCaseLink acknowledgeBy decideBy'.split(
    ' ',
  ),
];

const ROLES: [
  party: Party,
  organisation: string,
  role: 'sender' | 'recipient' | 'coordinator' | 'supporter',
][] = [
  ['POLICE', POLICE, 'sender'],
  ['UNIT', UNIT, 'coordinator'],
  ['DISTRICT', 'socialjouren', 'recipient'],
  ['MUNICIPALITY', 'socialtjansten-malmo', 'recipient'],
  ['RFSU', 'rfsu', 'recipient'],
  ['RFSL', 'rfsl', 'supporter'],
  ['SMITTSKYDD', 'smittskydd-stockholm', 'supporter'],
];

test.each(ROLES)(
  '%s reads exactly its fields of a referral: %s, the %s',
  async (party, organisation, role) => {
    const { id } = await submitted(api, {
      ...FULL,
      ...(role === 'recipient' && { recipient: organisation }),
    });
    if (role === 'supporter') {
      await api.database.owner.query(
        `insert into referrals.supporter (referral_id, organisation_id)
       select $1, id from directory.organisation where code = $2`,
        [id.replace('ref_', ''), organisation],
      );
    }
    for (const field of FIELDS) {
      const value = await fieldOf(organisation, id, field);
      const expected = FULL[field as keyof typeof FULL] ?? expect.anything();
      const isGiven = gives(`Referral.${field}`, party);
      const shown = field === 'decideBy' ? null : field === 'minorReported' ? false : expected;
      expect([field, value]).toEqual([field, isGiven ? shown : 'FORBIDDEN_FIELD']);
    }
  },
);

test('a supporter loses sight of the referral when its support ends', async () => {
  const { id } = await submitted(api);
  const uuid = id.replace('ref_', '');
  const sql = `insert into referrals.supporter (referral_id, organisation_id)
    select $1, id from directory.organisation where code = 'rfsl'`;
  await api.database.owner.query(sql, [uuid]);
  expect(await fieldOf('rfsl', id, 'status')).toBe('SUBMITTED');
  await api.database.owner.query('update referrals.supporter set until = now() where referral_id = $1', [
    uuid,
  ]);
  expect(await fieldOf('rfsl', id, 'status')).toBe('NOT_FOUND');
});

test('a notification is read by the unit and its sender, even if somebody else was let in by mistake', async () => {
  const { id } = await submitted(api, NOTIFICATION);
  await api.database.owner.query(
    `insert into referrals.supporter (referral_id, organisation_id) select $1, id from directory.organisation`,
    [id.replace('ref_', '')],
  );
  for (const [party, organisation] of ROLES) {
    const isLetIn = party === 'UNIT' || party === 'POLICE';
    expect(await fieldOf(organisation, id, 'status')).toBe(isLetIn ? 'SUBMITTED' : 'NOT_FOUND');
    const { data } = await api.as(organisation)('{ referrals { nodes { id } } }');
    expect(data.referrals.nodes.some((node: { id: string }) => node.id === id)).toBe(isLetIn);
  }
});

test('the list is narrowed by state and urgency, newest first, page by page', async () => {
  const list = async (filter: object) => {
    const { data } = await api.as(POLICE)(
      `query ($filter: ReferralFilter) {
         referrals(filter: $filter, first: 100) { nodes { id status urgency submittedAt } } }`,
      { filter },
    );
    return data.referrals.nodes as { id: string; status: string; urgency: string; submittedAt: string }[];
  };
  await submitted(api, { ...FULL, urgency: 'IMMEDIATE' });
  const all = await list({});
  expect(await list({ status: ['ACCEPTED'] })).toEqual([]);
  expect(await list({ status: ['SUBMITTED'] })).toEqual(all);
  expect(await list({ urgency: ['IMMEDIATE'] })).toEqual([all[0]]);
  expect(await list({ urgency: ['ROUTINE', 'IMMEDIATE'] })).toEqual(
    all.filter(({ urgency }) => urgency !== 'WITHIN_24_HOURS'),
  );
  const times = all.map(({ submittedAt }) => Date.parse(submittedAt));
  expect(times).toEqual([...times].sort((a, b) => b - a));
  const ids: string[] = [];
  for (let after: string | null = null, more = true; more;) {
    const { data } = await api.as(POLICE)(
      `query ($after: String) {
         referrals(first: 2, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }`,
      { after },
    );
    ids.push(...data.referrals.nodes.map((node: { id: string }) => node.id));
    ({ hasNextPage: more, endCursor: after } = data.referrals.pageInfo);
  }
  expect(ids).toEqual(all.map(({ id }) => id));
});
