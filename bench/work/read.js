// Rows 1 and 2: reading 50 entries, with all three permission layers on, against its peers and against itself without them.
import { line } from '../harness/report.js';
import { median } from '../harness/rounds.js';
import { loginUrl } from '../harness/database.js';
import { canonical, OPERATION, POSTGRAPHILE_OPERATION } from './read-entries.js';
import { VIEWS } from './postgraphile-views.js';

const OURS = 'ours';
const WITHOUT = 'ours without permissions';
const HAND_WRITTEN = ['hand-written', 'hand-written, prepared'];

export async function read(database, { connections }) {
  await database.owner.query(VIEWS);
  const { url, loginSecret, dataDir } = database;
  const superuser = { url, poolSize: connections };
  const always = (operation) => {
    const body = JSON.stringify({ query: operation });
    return () => body;
  };
  const contender = (name, file, config, operation = OPERATION) => ({
    name,
    file,
    config,
    next: always(operation),
  });
  const contenders = [
    contender(OURS, 'ours.js', { ...superuser, loginSecret, dataDir, organisation: 'rfsu' }),
    contender(WITHOUT, 'without-permissions.js', { ...superuser, party: 'RFSU' }),
    contender(HAND_WRITTEN[0], 'hand-written.js', superuser),
    contender(HAND_WRITTEN[1], 'hand-written.js', { ...superuser, prepared: true }),
    contender('Mercurius with JIT', 'mercurius.js', superuser),
    contender(
      'PostGraphile 5 with RLS',
      'postgraphile.js',
      { rfsuUrl: loginUrl(database, 'rfsu'), poolSize: connections },
      POSTGRAPHILE_OPERATION,
    ),
    contender('the usual stack', 'usual-stack.js', superuser),
  ];
  return { name: 'read', contenders, check, rows };
}

/** Every server must give the same answer. */
async function check(running) {
  const answers = [];
  for (const { contender, client } of running) {
    const { json } = await client.ask(contender.next());
    answers.push({ name: contender.name, text: canonical(json) });
  }
  const different = answers.filter(({ text }) => text !== answers[0].text);
  if (different.length > 0)
    throw new Error(`not the same answer: ${different.map(({ name }) => name).join(', ')}`);
}

function rows(results) {
  const work = 'read 50 entries';
  const rate = (name) => median(results.get(name).map((sample) => sample.rate));
  const [plain, prepared] = HAND_WRITTEN;
  const fastest = rate(prepared) > rate(plain) ? prepared : plain;
  const against = (name, limit) => line(work, name, results.get(OURS), results.get(name), limit);
  return [
    against(fastest, { least: 0.6 }),
    against('PostGraphile 5 with RLS', { least: 1.5 }),
    against('Mercurius with JIT', {}),
    against('the usual stack', { least: 12 }),
    line('read, permissions off', 'ours, permissions on', results.get(WITHOUT), results.get(OURS), {
      most: 1.05,
    }),
  ];
}
