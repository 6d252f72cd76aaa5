// Two who act on the same version at once: one wins, the other is told to read again, in every mutation that takes a version.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildFullSchema } from '../../src/api-schema.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { draft, publish, step as entryStep, UNIT } from './tools/entries.js';
import { POLICE, submitted } from './tools/flags.js';
import { accepted, SOCIALJOUREN, step, take, versionFor, type Outcome } from './tools/steps.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const fresh = async () => (await submitted(api)).id;
const after = async (id: string, mutation: string, input: object = {}) => {
  await take(api, SOCIALJOUREN, mutation, { id, ...input });
  return id;
};
const acknowledged = async () => after(await fresh(), 'acknowledgeReferral');
const reason = { reason: 'OTHER' };
const consent = { state: 'LIMITED', organisations: [], textVersion: '2026-2' };
const services = [{ service: 'MEDICAL', status: 'OFFERED' }];
const rfsu = { organisation: 'rfsu' };

/** Who acts, on which referral, and with what beside its version. */
const CASES: Record<string, [organisation: string, arrange: () => Promise<string>, input?: object]> = {
  acknowledgeReferral: [SOCIALJOUREN, fresh],
  acceptReferral: [SOCIALJOUREN, acknowledged],
  returnReferral: [SOCIALJOUREN, acknowledged, reason],
  resubmitReferral: [POLICE, async () => after(await acknowledged(), 'returnReferral', reason)],
  declineReferral: [SOCIALJOUREN, acknowledged, reason],
  confirmDecline: [UNIT, async () => after(await acknowledged(), 'declineReferral', reason)],
  redirectReferral: [UNIT, () => accepted(api), { recipient: 'sodermalm' }], // the unit reads it still, the recipient not
  recordContact: [SOCIALJOUREN, () => accepted(api)],
  closeReferral: [SOCIALJOUREN, () => accepted(api), { outcome: 'MOVED_AWAY' }],
  withdrawReferral: [POLICE, fresh, reason],
  recordServices: [SOCIALJOUREN, () => accepted(api), { services }],
  recordConsent: [SOCIALJOUREN, fresh, consent],
  recordPermit: [SOCIALJOUREN, fresh, { status: 'INFORMED' }],
  inviteSupporter: [SOCIALJOUREN, () => accepted(api), rfsu],
  removeSupporter: [SOCIALJOUREN, async () => after(await accepted(api), 'inviteSupporter', rfsu), rfsu],
};

type Result = Pick<Outcome, 'errors'> & { readonly refused?: string | null };
const resultOf = ({ errors, refused }: Result) => refused ?? errors[0]?.code ?? 'taken';
const ONE_WINS = ['VERSION_CONFLICT', 'taken'];

const ENTRIES: Record<string, () => Promise<Result[]>> = {
  reviseTrendEntry: async () => {
    const { id, version } = await draft(api);
    const titles = ['Den ena', 'Den andra'];
    return Promise.all(
      titles.map((title) => entryStep(api, 'revise', { id, expectedVersion: version, title })),
    );
  },
  publishTrendEntry: async () => {
    const { id, version } = await draft(api);
    return Promise.all([1, 2].map(() => entryStep(api, 'publish', { id, expectedVersion: version })));
  },
  withdrawTrendEntry: async () => {
    const { id, version } = await publish(api);
    const input = { id, expectedVersion: version, reason: 'Fel.' };
    return Promise.all([1, 2].map(() => entryStep(api, 'withdraw', input)));
  },
};

test('every mutation that takes a version is here', () => {
  const mutations = Object.values(buildFullSchema().getMutationType()!.getFields());
  const versioned = mutations.filter(({ args }) => {
    const type = args.find(({ name }) => name === 'input')!.type as { ofType?: { getFields?: () => object } };
    return 'expectedVersion' in (type.ofType?.getFields?.() ?? {});
  });
  expect(versioned.map(({ name }) => name).sort()).toEqual(
    [...Object.keys(CASES), ...Object.keys(ENTRIES)].sort(),
  );
});

describe.each(Object.keys(CASES))('%s', (mutation) => {
  const [organisation, arrange, input] = CASES[mutation]!;

  test('two colleagues at once: one wins, five times in a row', async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await arrange();
      const expectedVersion = await versionFor(api, organisation, id);
      const both = await Promise.all(
        [1, 2].map(() => step(api, organisation, mutation, { id, expectedVersion, ...input })),
      );
      expect(both.map(resultOf).sort()).toEqual(ONE_WINS);
      const lines = await api.database.owner.query<{ kind: string }[]>(
        'select kind from journal.outbox where object_id = $1 and kind = $2',
        [id.slice(4), mutation],
      );
      expect(lines).toHaveLength(1);
    }
  });

  test('with a version that has gone by nothing happens', async () => {
    const id = await arrange();
    const current = await versionFor(api, organisation, id);
    for (const expectedVersion of [current - 1, current + 1, 0]) {
      const { errors } = await step(api, organisation, mutation, { id, expectedVersion, ...input });
      expect(errors).toMatchObject([{ code: 'VERSION_CONFLICT', path: ['expectedVersion'] }]);
    }
    expect(await versionFor(api, organisation, id)).toBe(current);
  });
});

test.each(Object.entries(ENTRIES))('%s: one wins, five times in a row', async (_name, both) => {
  for (let round = 0; round < 5; round += 1) expect((await both()).map(resultOf).sort()).toEqual(ONE_WINS);
});

test('recipient and police at once, who count versions apart: one of two steps is taken', async () => {
  for (let round = 0; round < 20; round += 1) {
    const id = await accepted(api);
    const [ours, theirs] = await Promise.all([SOCIALJOUREN, POLICE].map((who) => versionFor(api, who, id)));
    const both = await Promise.all([
      step(api, SOCIALJOUREN, 'closeReferral', { id, expectedVersion: ours, outcome: 'MOVED_AWAY' }),
      step(api, POLICE, 'withdrawReferral', { id, expectedVersion: theirs, ...reason }),
    ]);
    expect(both.map(resultOf).sort()).toEqual(ONE_WINS);
    const last = 'select from_status from referrals.event where referral_id = $1 and from_status = $2';
    expect(await api.database.owner.query(last, [id.slice(4), 'ACCEPTED'])).toHaveLength(1);
  }
});
