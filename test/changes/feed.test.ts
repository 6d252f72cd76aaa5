// What each organisation hears of, in which words, and what it never hears of.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import { draft, publish, publishAgain, revise, UNIT, withdraw } from '../api/tools/entries.js';
import { FULL, NOTIFICATION, POLICE, submitted } from '../api/tools/flags.js';
import { take } from '../api/tools/steps.js';
import { follower, sequence } from './tools/follower.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const JOUREN = 'socialjouren';

test('an entry: drafts to the unit alone, and everybody hears when it is published, corrected and withdrawn', async () => {
  const [unit, police] = [await follower(api, UNIT), await follower(api, POLICE)];
  const first = await draft(api);
  expect([await unit.next(), await police.next()]).toEqual([['CREATED'], []]);
  const second = await revise(api, first, { title: 'Annan titel' });
  expect([await unit.next(), await police.next()]).toEqual([['CHANGED'], []]);
  const third = await publishAgain(api, second);
  expect([await unit.next(), await police.next()]).toEqual([['PUBLISHED'], ['PUBLISHED']]);
  const fourth = await revise(api, third, { title: 'Rättad titel' });
  expect([await unit.next(), await police.next()]).toEqual([['CHANGED'], []]);
  const fifth = await publishAgain(api, fourth);
  expect([await unit.next(), await police.next()]).toEqual([['CORRECTED'], ['CORRECTED']]);
  await withdraw(api, fifth, 'Fel siffror.');
  expect([await unit.next(), await police.next()]).toEqual([['WITHDRAWN'], ['WITHDRAWN']]);
  expect(police.ids).toEqual(new Set([first.id]));
});

describe('a referral', () => {
  test('is heard of by those who take part, each of what it can see', async () => {
    const codes = [UNIT, POLICE, JOUREN, 'rfsu', 'rfsl', 'bromma'];
    const all = await Promise.all(codes.map((code) => follower(api, code)));
    const heard = async () => {
      await sequence(api); // once: who finds another at it does not wait for it
      const each = await Promise.all(
        all.map(async (one, index) => [codes[index], (await one.next()).join(' ')] as const),
      );
      return Object.fromEntries(each.filter(([, kinds]) => kinds));
    };
    const consent = { ...FULL.consent, organisations: [JOUREN, 'rfsu', 'bromma'] };
    const { id } = await submitted(api, { ...FULL, consent });
    expect(await heard()).toEqual({ [UNIT]: 'CREATED', [POLICE]: 'CREATED', [JOUREN]: 'CREATED' });
    await take(api, JOUREN, 'acknowledgeReferral', { id });
    expect(await heard()).toEqual({ [UNIT]: 'MOVED', [POLICE]: 'MOVED', [JOUREN]: 'MOVED' });
    await take(api, JOUREN, 'acceptReferral', { id });
    expect(await heard()).toEqual({ [UNIT]: 'MOVED', [POLICE]: 'MOVED', [JOUREN]: 'MOVED' });
    // Who supports it is nothing that the police see.
    await take(api, JOUREN, 'inviteSupporter', { id, organisation: 'rfsu' });
    expect(await heard()).toEqual({ [UNIT]: 'CHANGED', [JOUREN]: 'CHANGED', rfsu: 'CREATED' });
    // The support given neither, and other supporters do not see it either.
    const services = [{ service: 'MEDICAL', status: 'PROVIDED' }];
    await take(api, JOUREN, 'recordServices', {
      id,
      services,
      healthNeeds: ['MEDICAL'],
      caseworkerNote: 'Not.',
    });
    expect(await heard()).toEqual({ [UNIT]: 'CHANGED', [JOUREN]: 'CHANGED' });
    await take(api, 'rfsu', 'recordServices', { id, services });
    expect(await heard()).toEqual({ [UNIT]: 'CHANGED', [JOUREN]: 'CHANGED' });
    await take(api, POLICE, 'recordPermit', { id, status: 'INFORMED' });
    expect(await heard()).toEqual({ [UNIT]: 'CHANGED', [JOUREN]: 'CHANGED', [POLICE]: 'CHANGED' });
    await take(api, 'rfsu', 'sendReferralMessage', { id, audience: [JOUREN], body: 'Vi ses i morgon.' });
    expect(await heard()).toEqual({ [JOUREN]: 'MESSAGED', rfsu: 'MESSAGED' });
    await take(api, JOUREN, 'removeSupporter', { id, organisation: 'rfsu' });
    expect(await heard()).toEqual({ [UNIT]: 'CHANGED', [JOUREN]: 'CHANGED', rfsu: 'REMOVED' });
    await take(api, JOUREN, 'redirectReferral', { id, recipient: 'bromma' });
    expect(await heard()).toEqual({
      [UNIT]: 'MOVED',
      [POLICE]: 'MOVED',
      [JOUREN]: 'REMOVED',
      bromma: 'CREATED',
    });
  });

  test('that is a notification is heard of by the police and the unit', async () => {
    const [unit, police, jouren] = [
      await follower(api, UNIT),
      await follower(api, POLICE),
      await follower(api, JOUREN),
    ];
    await submitted(api, NOTIFICATION);
    expect([await unit.next(), await police.next(), await jouren.next()]).toEqual([
      ['CREATED'],
      ['CREATED'],
      [],
    ]);
  });

  test('out of sight by now is removed, whatever happened then, and read no more', async () => {
    const rfsu = await follower(api, 'rfsu');
    const consent = { ...FULL.consent, organisations: [JOUREN, 'rfsu'] };
    const { id } = await submitted(api, { ...FULL, consent });
    for (const mutation of ['acknowledgeReferral', 'acceptReferral'])
      await take(api, JOUREN, mutation, { id });
    await take(api, JOUREN, 'inviteSupporter', { id, organisation: 'rfsu' });
    await take(api, JOUREN, 'closeReferral', { id, outcome: 'MOVED_AWAY' });
    await sequence(api);
    const { data } = await api.as('rfsu')(
      `query ($after: String) { changes(after: $after) { nodes { kind objectId object { id } } } }`,
      { after: rfsu.cursor },
    );
    const gone = { kind: 'REMOVED', objectId: id, object: null };
    expect(data.changes.nodes).toEqual([gone, gone]);
  });
});

describe('the list', () => {
  const CHANGES = `query ($after: String, $first: Int) { changes(after: $after, first: $first) {
    head pageInfo { endCursor hasNextPage } edges { cursor node { cursor objectType objectId object { __typename ... on TrendEntry { id title } } } } } }`;

  test('is read page by page, and an empty page still says where to continue', async () => {
    const { cursor } = await follower(api, 'rfsl');
    const published = [await publish(api), await publish(api), await publish(api)];
    await sequence(api);
    const seen: string[] = [];
    let after = cursor;
    for (let pages = 0; ; pages += 1) {
      const { data } = await api.as('rfsl')(CHANGES, { after, first: 2 });
      const { edges, pageInfo, head } = data.changes;
      for (const { cursor: place, node } of edges) {
        expect(node).toEqual({
          cursor: place,
          objectType: 'TrendEntry',
          objectId: node.object.id,
          object: { __typename: 'TrendEntry', id: node.objectId, title: 'Fler annonser på communities' },
        });
        seen.push(node.objectId);
      }
      after = pageInfo.endCursor;
      if (pageInfo.hasNextPage) continue;
      expect([pages, after]).toEqual([1, head]);
      break;
    }
    expect(seen).toEqual(published.map(({ id }) => id));
    const { data } = await api.as('rfsl')(CHANGES, { after });
    expect(data.changes).toEqual({
      head: after,
      edges: [],
      pageInfo: { endCursor: after, hasNextPage: false },
    });
  });

  test('tells a client nothing of what its scopes do not let it read', async () => {
    const police = await follower(api, POLICE);
    await submitted(api);
    await publish(api);
    await sequence(api);
    const query = `query ($after: String) { changes(after: $after) { nodes { objectType } } }`;
    const asked = async (scopes: ('trends:read' | 'referrals:read')[]) =>
      (await api.as(POLICE, scopes)(query, { after: police.cursor })).data.changes.nodes;
    expect(await asked(['trends:read'])).toEqual([{ objectType: 'TrendEntry' }]);
    expect(await asked(['referrals:read'])).toEqual([{ objectType: 'Referral' }]);
    expect(await asked([])).toEqual([]);
  });

  test('refuses a cursor of another list, one that is ahead of the feed, and one of another epoch', async () => {
    const [{ epoch } = { epoch: '' }] = await api.database.owner.query<{ epoch: string }[]>(
      'select epoch from journal.epoch',
    );
    const cursor = (...key: unknown[]) => Buffer.from(JSON.stringify(key)).toString('base64url');
    const codes = async (after: string) =>
      (await api.as('rfsl')(CHANGES, { after })).errors.map(({ extensions }) => extensions.code);
    expect(await codes(cursor('changes', 1, epoch))).toEqual([]);
    for (const after of [
      'x',
      cursor('referrals', 1, epoch),
      cursor('changes', 1e6, epoch),
      cursor('changes', 'x', epoch),
      cursor('changes', 1.5, epoch),
      cursor('changes', 1, epoch.toUpperCase()),
      cursor('changes', 1), // as cursors were before there were epochs
    ])
      expect([after, await codes(after)]).toEqual([after, ['BAD_USER_INPUT']]);
  });
});
