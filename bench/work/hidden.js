// Whether the time of an answer tells what is hidden from what does not exist. Pairs of questions, in the order of a coin, over several
// connections; a paired rank test over all of them. Three controls: the same kind of question twice, which must not differ; a client
// that dawdles for 0.3 ms on one side, and a server that does for 30 ms, which must.
import { randomBytes, randomUUID } from 'node:crypto';
import { openClient } from '../harness/load.js';
import { startPeer } from '../harness/peer.js';
import { signedRank } from '../harness/signed-rank.js';
import { makeReference } from '../../dist/domain/reference.js';

const CONNECTIONS = 6;
const REFERRALS = 2_000;
const DAWDLE_MS = 0.3;
/** Standard deviations: what leakage tests of cryptographic software take. */
const MOST = 4.5;

const BY_ID = 'query ($id: ID!) { referral(id: $id) { id status events { id } } }';
const BY_REFERENCE = 'query ($id: String!) { referral(reference: $id) { id status } }';
const NODE =
  'query ($id: ID!) { node(id: $id) { id ... on Referral { status } ... on TrendEntry { title } } }';
const STEP =
  'mutation ($id: ID!) { acceptReferral(input: { id: $id, expectedVersion: 1 }) { errors { code } referral { id } } }';

export async function hidden(database, { rounds, seconds, warmUp }) {
  const { url, loginSecret, dataDir, owner } = database;
  const known = await arrange(owner);
  const config = { url, loginSecret, dataDir, organisation: 'rfsu', poolSize: 4 };
  const time = (rounds * seconds * 1_000) / 2;
  return {
    async measure() {
      const server = await startPeer('ours.js', config);
      const clients = Array.from({ length: CONNECTIONS }, () => openClient(server, 1));
      const compare = (question, some, others, dawdle) =>
        pairs(clients, time, { question, some, others, dawdle });
      const absent = () => `ref_${randomUUID()}`;
      const noReference = () => makeReference(randomBytes);
      try {
        await pairs(clients, warmUp * 100, { question: BY_ID, some: known.id, others: absent });
        const lines = [
          line('by id', await compare(BY_ID, known.id, absent), false),
          line('by reference', await compare(BY_REFERENCE, known.reference, noReference), false),
          line('by node', await compare(NODE, known.id, absent), false),
          line('a draft by node', await compare(NODE, known.draft, () => `trend_${randomUUID()}`), false),
          line('a step taken', await compare(STEP, known.id, absent), false),
          line('control: absent twice', await compare(BY_ID, absent, absent), false),
          line('control: a client dawdles', await compare(BY_ID, absent, absent, DAWDLE_MS), true),
        ];
        await dawdling(owner, async () => {
          lines.push(line('control: the server dawdles', await compare(BY_ID, known.id, absent), true));
        });
        return lines;
      } finally {
        for (const client of clients) await client.close();
        await server.stop();
      }
    },
  };
}

/** Pairs of answers for a time: of each, by how many milliseconds the first took longer. */
async function pairs(clients, time, { question, some, others, dawdle = 0 }) {
  const differences = [];
  const end = performance.now() + time;
  const ask = async (client, id, pause) => {
    const body = JSON.stringify({ query: question, variables: { id } });
    const asked = performance.now();
    while (performance.now() - asked < pause);
    const { json } = await client.ask(body);
    const took = performance.now() - asked;
    if (json.errors?.[0].extensions.code !== 'NOT_FOUND')
      throw new Error(`not what is compared: ${JSON.stringify(json).slice(0, 300)}`);
    return took;
  };
  const lane = async (client) => {
    while (performance.now() < end) {
      const first = () => ask(client, some(), dawdle);
      const second = () => ask(client, others(), 0);
      if (Math.random() < 0.5) {
        const one = await first();
        differences.push(one - (await second()));
      } else {
        const other = await second();
        differences.push((await first()) - other);
      }
    }
  };
  await Promise.all(clients.map(lane));
  return { ...signedRank(differences), count: differences.length };
}

function line(name, { z, middle, count }, mustDiffer) {
  const isReached = mustDiffer ? Math.abs(z) > MOST : Math.abs(z) <= MOST;
  console.log(
    `hidden, ${name}: ${count} pairs, middle difference ${(middle * 1_000).toFixed(0)} µs, z ${z.toFixed(2)}`,
  );
  return [
    ...[`hidden or absent, ${name}`, `${(middle * 1_000).toFixed(0)} µs later`, `${count} pairs`, '–'],
    ...[`z ${z.toFixed(1)}`, mustDiffer ? `> ${MOST}` : `≤ ${MOST}`, isReached ? 'yes' : 'no', '–', '–'],
  ];
}

/** Referrals that are hidden from RFSU, and drafts, which are the unit's. */
async function arrange(owner) {
  const references = Array.from({ length: REFERRALS }, () => makeReference(randomBytes));
  const of = (code) => `(select id from directory.organisation where code = '${code}')`;
  const { rows: referrals } = await owner.query(
    `insert into referrals.referral (reference, route, status, flagged_by_id, recipient_id, urgency, encounter_week,
       encounter_municipality, age_band, gender, exploitation_form, consent_state)
     select reference, 'REFERRAL', 'SUBMITTED', ${of('polisen-stockholm')}, ${of('socialjouren')}, 'ROUTINE', '2026-W31', '0180',
       'AGE_25_34', 'WOMAN', 'SEXUAL', 'GIVEN' from unnest($1::text[]) reference
     on conflict do nothing returning id, reference`,
    [references],
  );
  const { rows: drafts } = await owner.query(
    `insert into trends.entry (status, publisher_id) select 'DRAFT', ${of('prostitutionsenheten')} from generate_series(1, 500)
     returning id`,
  );
  await owner.query('vacuum analyze referrals.referral');
  const one = (list) => list[Math.floor(Math.random() * list.length)];
  return {
    id: () => `ref_${one(referrals).id}`,
    reference: () => one(referrals).reference,
    draft: () => `trend_${one(drafts).id}`,
  };
}

/** While a row rule takes its time over every referral that it looks at. */
async function dawdling(owner, work) {
  await owner.query(
    `create function referrals.dawdle() returns boolean language sql volatile as 'select pg_sleep(0.03) is not null'`,
  );
  await owner.query(
    'create policy dawdle on referrals.referral as restrictive for select using (referrals.dawdle())',
  );
  try {
    await work();
  } finally {
    await owner.query('drop policy dawdle on referrals.referral');
    await owner.query('drop function referrals.dawdle()');
  }
}
