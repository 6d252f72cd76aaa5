// What the audit costs: a page of referrals and a flag, each with its line and without, while the worker seals what has been left.
import { randomUUID } from 'node:crypto';
import { compare, median } from '../harness/rounds.js';
import { line } from '../harness/report.js';
import { INPUT, OPERATION as FLAG } from './submit-flag.js';
import { newKey, signingKey } from '../../dist/domain/audit/checkpoint.js';
import { Sources } from '../../dist/store/sources.js';
import { sealAll } from '../../dist/worker/audit.js';

const PAGE = 20;
const REFERRALS = 200;
const READ = `query Referrals { referrals(first: ${PAGE}) { nodes { id reference status urgency note needs healthNeeds
  recipient { code name } events { action at organisation { code } } } pageInfo { hasNextPage endCursor } } }`;
const LIMIT = { least: 0.9 };
const SEAL_MS = 1_000;

export function audit(database, settings) {
  return {
    async measure() {
      await seedReferrals(database.owner);
      const { url, loginSecret } = database;
      const sources = new Sources({ databaseUrl: url, loginSecret, poolSize: 1 });
      const key = signingKey(newKey('samverkan.bench/audit').secret);
      const worker = await sources.worker();
      let sealing = Promise.resolve();
      const timer = setInterval(() => (sealing = sealing.then(() => sealAll(worker, key))), SEAL_MS);
      try {
        const read = JSON.stringify({ query: READ });
        const flag = () =>
          JSON.stringify({ query: FLAG, variables: { input: { ...INPUT, idempotencyKey: randomUUID() } } });
        return [
          await row('read 20 referrals', 'socialjouren', () => read, database, settings),
          await row('submit a flag', 'polisen-stockholm', flag, database, settings),
        ];
      } finally {
        clearInterval(timer);
        await sealing;
        await sources.close();
      }
    },
  };
}

async function row(name, organisation, next, database, settings) {
  const { url, loginSecret, dataDir } = database;
  const config = { url, loginSecret, dataDir, poolSize: settings.connections, organisation };
  const contenders = [
    { name: 'audited', file: 'ours.js', config, next },
    { name: 'unaudited', file: 'unaudited.js', config, next },
  ];
  const check = (running) => checkLines(running, database.owner);
  const results = await compare({ name, contenders, check }, settings, database);
  const [audited, unaudited] = ['audited', 'unaudited'].map((each) => results.get(each));
  console.log(`${name}: ${median(audited.map(({ rate }) => rate)).toFixed(0)} audited`);
  return line(`${name}, audited`, 'the same without its line', audited, unaudited, LIMIT);
}

/** The one leaves a line for each request, the other none; both answer. */
async function checkLines(running, owner) {
  for (const { contender, client } of running) {
    const before = await linesIn(owner);
    const { json } = await client.ask(contender.next());
    if (json.errors) throw new Error(`${contender.name} refused: ${JSON.stringify(json)}`);
    const left = (await linesIn(owner)) - before;
    if (left !== (contender.name === 'audited' ? 1 : 0))
      throw new Error(`${contender.name} left ${left} lines`);
  }
}

async function linesIn(owner) {
  const { rows } = await owner.query('select count(*)::int as count from journal.audit');
  return rows[0].count;
}

/** Referrals that Socialjouren carries; invented. */
async function seedReferrals(owner) {
  await owner.query(
    `insert into referrals.referral (reference, route, status, flagged_by_id, recipient_id, urgency, encounter_week, encounter_municipality,
       age_band, gender, exploitation_form, consent_state, needs, note)
     select 'SV-' || lpad(n::text, 4, '0') || '-0000', 'REFERRAL', 'SUBMITTED', p.id, r.id, 'ROUTINE', '2026-W01', '0180', 'AGE_25_34', 'WOMAN',
       'SEXUAL', 'GIVEN', '{MEDICAL}', 'Vill helst tala med en kvinnlig tolk.'
     from generate_series(1, $1::int) n, directory.organisation p, directory.organisation r
     where p.code = 'polisen-stockholm' and r.code = 'socialjouren' on conflict do nothing`,
    [REFERRALS],
  );
  await owner.query(
    `insert into referrals.event (referral_id, action, to_status, organisation_id)
     select id, 'SUBMIT', 'SUBMITTED', flagged_by_id from referrals.referral`,
  );
}
