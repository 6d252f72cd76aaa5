import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ demonstration: true });
});
afterAll(() => api.close());

test('RFSU reads the published entries without the notes for the police', async () => {
  const rfsu = api.as('rfsu');
  const { data } = await rfsu('{ trendEntries(first: 100) { nodes { title } } }');
  expect(data.trendEntries.nodes.length).toBeGreaterThan(10);
  const { errors } = await rfsu('{ trendEntries { nodes { policingNotes } } }');
  expect(errors.map(({ message }) => message)).toEqual(['TrendEntry.policingNotes is not shared with RFSU.']);
  expect(errors[0]?.extensions.code).toBe('FORBIDDEN_FIELD');
});

test('the police see the state of a flag that Socialjouren takes over, and no services', async () => {
  const police = api.as('polisen-stockholm');
  const all = await police(
    '{ referrals { nodes { id version status reference recipient { code } policeCaseLink } } }',
  );
  const flag = all.data.referrals.nodes.find(
    (node: { recipient: { code: string } }) => node.recipient.code === 'socialjouren',
  );
  const socialjouren = api.as('socialjouren');
  const acknowledged = await socialjouren(
    `mutation ($input: ReferralActionInput!) { acknowledgeReferral(input: $input) {
       errors { code } referral { version status decideBy access { canAccept } } } }`,
    { input: { id: flag.id, expectedVersion: flag.version, comment: 'Vi tar kontakt i dag.' } },
  );
  expect(acknowledged.data.acknowledgeReferral).toMatchObject({
    errors: [],
    referral: { version: 2, status: 'ACKNOWLEDGED', access: { canAccept: true } },
  });
  const accepted = await socialjouren(
    'mutation ($input: ReferralActionInput!) { acceptReferral(input: $input) { errors { code } referral { status } } }',
    { input: { id: flag.id, expectedVersion: 2 } },
  );
  expect(accepted.data.acceptReferral).toEqual({ errors: [], referral: { status: 'ACCEPTED' } });
  const seen = await police(
    'query ($reference: String) { referral(reference: $reference) { status events { action organisation { code } } } }',
    { reference: flag.reference },
  );
  expect(seen.data.referral).toEqual({
    status: 'ACCEPTED',
    events: [
      { action: 'SUBMIT', organisation: { code: 'polisen-stockholm' } },
      { action: 'ACKNOWLEDGE', organisation: { code: 'socialjouren' } },
      { action: 'ACCEPT', organisation: { code: 'socialjouren' } },
    ],
  });
  const services = await police('{ referrals { nodes { healthNeeds } } }');
  expect(services.errors[0]?.extensions.code).toBe('FORBIDDEN_FIELD');
  const rfsl = api.as('rfsl');
  expect((await rfsl('{ referrals { nodes { id } } }')).data.referrals.nodes).toEqual([]);
  const hidden = await rfsl('query ($id: ID!) { referral(id: $id) { status } }', { id: flag.id });
  expect(hidden.errors[0]?.extensions.code).toBe('NOT_FOUND');
});
