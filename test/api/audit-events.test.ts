// What organisations are shown of the audit, how it is proved to them, and that it gives nothing away.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import { verifier } from '../clients/tools/audit-verifier.js';
import { AUDIT_KEY, AUDIT_VERIFIER_TEXT, linesLeftBy, seal } from './tools/audit.js';
import { sealEvents } from '../../src/store/sealing.js';
import { offered } from './tools/contributions.js';
import { UNIT } from './tools/entries.js';
import { FULL, POLICE, submitted } from './tools/flags.js';
import { BOARD, CONSENT, SOCIALJOUREN, accepted, read, take } from './tools/steps.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

interface Event {
  readonly sequence: number;
  readonly action: string;
  readonly organisation: { code: string } | null;
  readonly objects: string[];
  readonly leafHash: string;
  readonly leafData: string | null;
}
const FIELDS =
  'sequence at organisation { code } client operation action objects guardedFields outcome leafHash leafData';

async function eventsOf(organisation: string, filter: object = {}): Promise<Event[]> {
  await seal(api.database);
  const { data, errors } = await api.as(organisation)(
    `query ($filter: AuditFilter) { auditEvents(first: 100, filter: $filter) { nodes { ${FIELDS} } } }`,
    { filter },
  );
  expect(errors).toEqual([]);
  return data.auditEvents.nodes as Event[];
}

/** Who did what to an object, as an organisation is told, the oldest first. */
const toldOf = async (organisation: string, object: string) =>
  (await eventsOf(organisation, { object }))
    .map((event) => `${event.organisation?.code ?? 'clock'} ${event.action}`)
    .reverse();

describe('who is shown what', () => {
  test('of a referral: the unit all, the recipient all but messages and feeds, the police moves, a supporter its own', async () => {
    const id = await accepted(api);
    await take(api, SOCIALJOUREN, 'inviteSupporter', { id, organisation: 'rfsu' });
    await take(api, SOCIALJOUREN, 'recordServices', {
      id,
      services: [{ service: 'MEDICAL', status: 'OFFERED' }],
    });
    await read(api, 'rfsu', id, 'status');
    await api.as('rfsu')(
      'mutation ($input: ReferralMessageInput!) { sendReferralMessage(input: $input) { errors { code } } }',
      {
        input: { id, audience: [UNIT], body: 'Hej' },
      },
    );
    await api.as(UNIT)('{ referrals { nodes { id } } changes { nodes { objectId } } }');
    const unit = await toldOf(UNIT, id);
    expect(unit).toEqual(expect.arrayContaining([
      `${POLICE} submitReferralFlag`, `${SOCIALJOUREN} acceptReferral`, `${SOCIALJOUREN} inviteSupporter`,
      `${SOCIALJOUREN} recordServices`, 'rfsu referral', 'rfsu sendReferralMessage', `${UNIT} referrals`,
    ])); // prettier-ignore
    const recipient = await toldOf(SOCIALJOUREN, id);
    expect(recipient).toEqual(unit.filter((line) => !/sendReferralMessage|changes/.test(line)));
    expect(await toldOf('rfsu', id)).toEqual(unit.filter((line) => line.startsWith('rfsu')));
    const police = await toldOf(POLICE, id);
    expect(police.filter((line) => !line.startsWith(POLICE))).toEqual([
      `${SOCIALJOUREN} acknowledgeReferral`,
      `${SOCIALJOUREN} acceptReferral`,
    ]);
    expect(await toldOf('rfsl', id)).toEqual([]);
  });

  test('handing on ends it: the former recipient keeps its own events alone, the new one begins with its time', async () => {
    const { id } = await submitted(api, { ...FULL, consent: CONSENT });
    await take(api, SOCIALJOUREN, 'acknowledgeReferral', { id });
    await read(api, UNIT, id, 'status');
    await seal(api.database);
    expect(await toldOf(SOCIALJOUREN, id)).toContain(`${UNIT} referral`);
    await read(api, UNIT, id, 'urgency'); // waits to be sealed when the referral is handed on
    await take(api, SOCIALJOUREN, 'redirectReferral', { id });
    await read(api, UNIT, id, 'note');
    const former = await toldOf(SOCIALJOUREN, id);
    expect(new Set(former.map((line) => line.split(' ')[0]))).toEqual(new Set([SOCIALJOUREN]));
    expect((await toldOf(BOARD, id)).filter((line) => !line.startsWith(BOARD))).toEqual([
      `${SOCIALJOUREN} redirectReferral`,
      `${UNIT} referral`,
    ]);
  });

  test('of a contribution: whoever offered it is told of the decision, and others nothing', async () => {
    const { id } = await offered(api, 'rfsu');
    await offered(api, 'rfsl');
    await api.as(UNIT)('{ contributions { nodes { title } } }');
    expect(await toldOf('rfsu', id)).toEqual(['rfsu contribute', `${UNIT} contributions`]);
    expect(await toldOf('rfsl', id)).toEqual([]);
    // The unit's page held others' contributions too: of these the event says nothing, and nothing of it can be proved.
    const [event] = (await eventsOf('rfsu', { object: id })).filter(
      ({ action }) => action === 'contributions',
    );
    expect(event).toMatchObject({ objects: [id], leafData: null, leafHash: expect.any(String) });
    const [whole] = (await eventsOf(UNIT, { object: id })).filter(({ action }) => action === 'contributions');
    expect(whole!.objects).toHaveLength(2);
    expect(whole!.leafHash).toBe(event!.leafHash);
  });

  test('of oneself: what the unit changes of an organisation', async () => {
    await api.as(UNIT)(
      'mutation ($input: UpdateOrganisationInput!) { updateOrganisation(input: $input) { organisation { id } errors { code } } }',
      {
        input: { code: 'rfsl', contact: 'Växeln' },
      },
    );
    const { data } = await api.as('rfsl')('{ organisation(code: "rfsl") { id } }');
    expect(await toldOf('rfsl', data.organisation.id)).toEqual([`${UNIT} updateOrganisation`]);
    expect(await toldOf('rfsu', data.organisation.id)).toEqual([]);
  });
});

describe('the list', () => {
  test('is paged from the newest on, without a gap and without the event of asking', async () => {
    const all = await eventsOf(UNIT);
    const sequences = all.map(({ sequence }) => sequence);
    expect(sequences).toEqual(Array.from({ length: sequences.length }, (_, index) => sequences[0]! - index));
    const page =
      'query ($after: String) { auditEvents(first: 7, after: $after) { nodes { sequence } pageInfo { hasNextPage endCursor } } }';
    const found: number[] = [];
    for (let [after, more] = [null as string | null, true]; more;) {
      const { data } = await api.as(UNIT)(page, { after });
      found.push(...data.auditEvents.nodes.map((node: Event) => node.sequence));
      ({ endCursor: after, hasNextPage: more } = data.auditEvents.pageInfo);
    }
    expect(found).toEqual(sequences);
    expect(found.at(-1)).toBe(0);
  });

  test('is itself audited, a line for each page; the checkpoint and proofs are not', async () => {
    const lines = await linesLeftBy(api.database, async () => {
      await api.as('rfsu')(
        'query Mine { auditEvents { nodes { action } } auditCheckpoint { treeSize } auditProof(sequence: 0) { path } }',
      );
    });
    expect(lines).toMatchObject([
      { organisation: 'rfsu', operation: 'Mine', action: 'auditEvents', objects: [], outcome: 'DONE' },
    ]);
  });

  test('is narrowed by organisation, action and time', async () => {
    const all = await eventsOf(UNIT);
    expect(await eventsOf(UNIT, { organisation: 'rfsu' })).toEqual(
      expect.arrayContaining(all.filter(({ organisation }) => organisation?.code === 'rfsu')),
    );
    expect(
      (await eventsOf(UNIT, { action: 'acceptReferral' })).every(({ action }) => action === 'acceptReferral'),
    ).toBe(true);
    expect(await eventsOf(UNIT, { since: '2100-01-01T00:00:00Z' })).toEqual([]);
    expect((await eventsOf(UNIT, { until: '2100-01-01T00:00:00Z' })).length).toBeGreaterThan(10);
    const { errors } = await api.as(UNIT)(
      '{ auditEvents(filter: { organisation: "nobody" }) { nodes { action } } }',
    );
    expect(errors[0]).toMatchObject({ message: 'filter.organisation: no organisation has this code.' });
  });

  test('since a moment leaves nothing out, however far behind the clock of the worker is', async () => {
    const worker = await api.database.sources.worker();
    const second = Math.ceil(Date.now() / 1_000) * 1_000 + 60_000;
    const at = (seconds: number) => new Date(second + seconds * 1_000);
    for (const [action, happened, sealed] of [
      ['first', 0.9, 0.95],
      ['second', 2.3, -3_600],
      ['third', 2.8, 2.9],
    ] as const) {
      await api.database.owner.query(
        `insert into journal.audit (organisation_id, client, subject, action, objects, outcome, at)
         select id, 'client', 'a clock of the test', $1, '{}', 'DONE', $2 from directory.organisation where code = 'rfsu'`,
        [action, at(happened)],
      );
      expect(await sealEvents(worker, AUDIT_KEY, at(sealed))).toBeGreaterThan(0);
    }
    for (const reader of [UNIT, 'rfsu']) {
      const actionsSince = async (seconds: number) =>
        (await eventsOf(reader, { since: at(seconds) })).map(({ action }) => action);
      expect(await actionsSince(0.5)).toEqual(['third', 'second', 'first']);
      for (const seconds of [1, 2, 2.3]) expect(await actionsSince(seconds)).toEqual(['third', 'second']);
      expect(await actionsSince(2.5)).toEqual(['third']);
      expect(await actionsSince(2.9)).toEqual([]);
    }
  });

  test('needs the scope', async () => {
    for (const field of [
      'auditEvents { nodes { action } }',
      'auditCheckpoint { at }',
      'auditProof(sequence: 0) { path }',
    ]) {
      const { errors } = await api.as('rfsu', ['trends:read'])(`{ ${field} }`);
      expect(errors[0]?.extensions.code).toBe('FORBIDDEN');
    }
    const token = await api.token('rfsu', ['trends:read']);
    for (const path of ['/audit/checkpoint', '/audit/consistency?first=1&second=2']) {
      const get = (bearer: string) =>
        fetch(api.address + path, { headers: { authorization: `Bearer ${bearer}` } });
      expect((await get(token)).status).toBe(403);
      expect((await get(await api.token('rfsu'))).status).toBe(200);
      expect((await get('a.b.c')).status).toBe(401);
    }
  });
});

test('every event that an organisation is shown is proved to it, to the byte; no other proof is taken', async () => {
  await seal(api.database);
  const trusted = [verifier.verifierOf(AUDIT_VERIFIER_TEXT)];
  let checked = 0;
  for (const { sequence, leafHash, leafData, organisation } of await eventsOf('rfsu')) {
    const { data } = await api.as('rfsu')(
      'query ($n: Int!) { auditProof(sequence: $n) { sequence leafHash path checkpoint { treeSize rootHash at signature keyId } } }',
      { n: sequence },
    );
    const { path, checkpoint } = data.auditProof as { path: string[]; checkpoint: object };
    const { size, root } = verifier.openCheckpoint(verifier.noteOf(checkpoint), trusted);
    expect(leafData === null).toBe(organisation?.code !== 'rfsu');
    const leaf = leafData === null ? Buffer.from(leafHash, 'base64') : verifier.leafHash(leafData);
    const proof = { sequence, size, leaf, path: path.map((step) => Buffer.from(step, 'base64')), root };
    expect(verifier.isIncluded(proof)).toBe(true);
    expect(verifier.isIncluded({ ...proof, leaf: verifier.leafHash(`${leafData} `) })).toBe(false);
    expect(data.auditProof.leafHash).toBe(leafHash);
    if (leafData)
      expect(JSON.parse(leafData)).toMatchObject({
        organisation: expect.stringMatching(/^org_/),
        salt: expect.any(String),
      });
    checked += 1;
  }
  expect(checked).toBeGreaterThan(3);
  const { data } = await api.as('rfsu')('{ auditCheckpoint { treeSize } }');
  for (const sequence of [-1, data.auditCheckpoint.treeSize as number]) {
    const { errors } = await api.as('rfsu')('query ($n: Int!) { auditProof(sequence: $n) { path } }', {
      n: sequence,
    });
    expect(errors[0]?.extensions.code).toBe('NOT_FOUND');
  }
});

test('the subject of an event is in no answer, and cannot be found from what is', async () => {
  const subjects = await api.database.owner.query<{ subject: string; subject_salt: string }[]>(
    'select distinct subject, subject_salt from journal.audit',
  );
  const text = JSON.stringify(await eventsOf(UNIT));
  expect(
    subjects.filter(({ subject, subject_salt }) => text.includes(subject) || text.includes(subject_salt)),
  ).toEqual([]);
  const marks = (await eventsOf('rfsu')).flatMap(({ leafData }) =>
    leafData ? [(JSON.parse(leafData) as { subject: string }).subject] : [],
  );
  expect(new Set(marks).size).toBe(marks.length);
});
