// Row 3: the police submit a flag, against the same statements sent by plain `pg`.
import { randomUUID } from 'node:crypto';
import { loginUrl } from '../harness/database.js';
import { startPeer } from '../harness/peer.js';
import { line } from '../harness/report.js';
import { median } from '../harness/rounds.js';
import { OPERATION, INPUT } from './submit-flag.js';

const OURS = 'ours';
const BY_HAND = ['the same statements', 'the same statements, prepared'];
const TABLES = [
  'referrals.referral',
  'referrals.consent',
  'referrals.event',
  'journal.idempotency',
  'journal.outbox',
  'journal.audit',
];

export async function flag(database, { connections }) {
  const { url, loginSecret, dataDir } = database;
  const ours = { url, loginSecret, dataDir, poolSize: connections, organisation: 'polisen-stockholm' };
  // The statements are recorded from the product as it is today, so the comparison cannot fall behind it.
  const recorder = await startPeer('recorder.js', ours);
  await recorder.stop();
  const byHand = {
    url: loginUrl(database, 'polisen-stockholm'),
    poolSize: connections,
    recorded: recorder.recorded,
  };
  const next = () =>
    JSON.stringify({ query: OPERATION, variables: { input: { ...INPUT, idempotencyKey: randomUUID() } } });
  const contenders = [
    { name: OURS, file: 'ours.js', config: ours, next },
    { name: BY_HAND[0], file: 'flag-by-hand.js', config: byHand, next },
    { name: BY_HAND[1], file: 'flag-by-hand.js', config: { ...byHand, prepared: true }, next },
  ];
  return { name: 'flag', contenders, check: (running) => check(running, database.owner), rows };
}

/** Every server must give the same answer and leave the same number of rows behind. */
async function check(running, owner) {
  const seen = [];
  for (const { contender, client } of running) {
    const before = await counts(owner);
    const { json } = await client.ask(contender.next());
    const after = await counts(owner);
    const { errors, data } = json;
    if (errors || !data.submitReferralFlag.referral)
      throw new Error(`${contender.name} refused: ${JSON.stringify(json)}`);
    const { id: _id, reference: _reference, ...same } = data.submitReferralFlag.referral;
    seen.push(
      JSON.stringify([
        same,
        data.submitReferralFlag.errors,
        after.map((count, index) => count - before[index]),
      ]),
    );
  }
  if (new Set(seen).size > 1) throw new Error(`not the same effect:\n${seen.join('\n')}`);
}

async function counts(owner) {
  const columns = TABLES.map((table) => `(select count(*)::int from ${table})`);
  const { rows } = await owner.query({ text: `select ${columns.join(', ')}`, rowMode: 'array' });
  return rows[0];
}

function rows(results) {
  const rate = (name) => median(results.get(name).map((sample) => sample.rate));
  const fastest = rate(BY_HAND[1]) > rate(BY_HAND[0]) ? BY_HAND[1] : BY_HAND[0];
  return [line('submit a flag', fastest, results.get(OURS), results.get(fastest), { least: 0.6 })];
}
