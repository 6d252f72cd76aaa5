// How long `audit verify` takes for ten million events, and how much memory. Seeding and sealing them takes longer than verifying.
import { newKey, signingKey, verifierKey } from '../../dist/domain/audit/checkpoint.js';
import { verifyAudit } from '../../dist/store/audit-verification.js';
import { Sources } from '../../dist/store/sources.js';
import { sealAll } from '../../dist/worker/audit.js';

const AT_ONCE = 100_000;
/** Ten million events in five minutes. */
const MOST_SECONDS_PER_MILLION = 30;

export function verification(database, { events }) {
  return {
    async measure() {
      const { url, loginSecret, owner } = database;
      const sources = new Sources({ databaseUrl: url, loginSecret, poolSize: 1 });
      const { secret, verifier } = newKey('samverkan.bench/audit');
      const worker = await sources.worker();
      try {
        await owner.query('truncate journal.audit, journal.leaf, journal.checkpoint, journal.shown');
        for (let seeded = 0; seeded < events; seeded += AT_ONCE) {
          await seed(owner, Math.min(AT_ONCE, events - seeded));
          await sealAll(worker, signingKey(secret));
          console.log(`verification: ${seeded + AT_ONCE} events sealed`);
        }
        await owner.query('vacuum analyze journal.audit, journal.leaf');
        const options = { keys: [verifierKey(verifier)], kept: [], purgedBefore: new Date(0) };
        let memory = 0;
        const begun = performance.now();
        const { findings, seen } = await verifyAudit(worker, options, () => {
          memory = Math.max(memory, process.memoryUsage().rss);
        });
        const seconds = (performance.now() - begun) / 1_000;
        if (findings.length > 0 || seen !== events)
          throw new Error(`${findings.length} findings in ${seen} events`);
        return [rowOf(events, seconds, memory)];
      } finally {
        await sources.close();
      }
    },
  };
}

function rowOf(events, seconds, memory) {
  const perMillion = seconds / (events / 1e6);
  return [
    `verify ${events.toLocaleString('en')} events`,
    Math.round(events / seconds).toLocaleString('en'),
    `${seconds.toFixed(0)} s, ${Math.round(memory / 2 ** 20)} MB`,
    '–',
    `${perMillion.toFixed(1)} s a million`,
    `≤ ${MOST_SECONDS_PER_MILLION}`,
    perMillion <= MOST_SECONDS_PER_MILLION ? 'yes' : 'no',
    '–',
    '–',
  ];
}

async function seed(owner, count) {
  await owner.query(
    `insert into journal.audit (organisation_id, client, subject, operation, action, guarded, objects, outcome)
     select o.id, 'client-of-' || o.code, 'pseudonym-of-22-charac', 'ReferralPage', 'referral', '{Referral.note,Referral.services}',
       array['Referral/' || gen_random_uuid()], 'DONE'
     from generate_series(1, $1::int) n join (select id, code, row_number() over () - 1 as place from directory.organisation) o on o.place = n % 18`,
    [count],
  );
}
