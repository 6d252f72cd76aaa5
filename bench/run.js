// `npm run bench`: the server against its peers, side by side in one run on this machine. See docs/benchmarks.md.
import { parseArgs } from 'node:util';
import { installPeers } from './harness/install.js';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    seconds: { type: 'string', default: '5' },
    /** Seconds of load before the first round: V8 needs thousands of requests until all code on their way is compiled. */
    'warm-up': { type: 'string', default: '40' },
    only: {
      type: 'string',
      default: 'read,flag,bound,search,pages,statistics,import,release,subscribers,start,neighbours',
    },
    entries: { type: 'string', default: '2000' },
    observations: { type: 'string', default: '10000000' },
    /** Writes the table into docs/benchmarks.md. */
    write: { type: 'boolean', default: false },
    /** Profiles our own server instead of measuring: read or flag. */
    profile: { type: 'string' },
  },
});

process.env.NODE_ENV = 'production';
await installPeers();
// What follows needs the packages that the line above may have installed.
const { openDatabase } = await import('./harness/database.js');
const { compare } = await import('./harness/rounds.js');
const { profileOurs } = await import('./harness/profile.js');
const { printTable, writeReport } = await import('./harness/report.js');
const works = {
  read: (await import('./work/read.js')).read,
  flag: (await import('./work/flag.js')).flag,
  search: (await import('./work/search.js')).search,
  pages: (await import('./work/pages.js')).pages,
  bound: (await import('./work/bound.js')).boundTokens,
  statistics: (await import('./work/statistics.js')).statistics,
  import: (await import('./work/import.js')).imported,
  release: (await import('./work/release.js')).release,
  subscribers: (await import('./work/subscribers.js')).subscribers,
  start: (await import('./work/start.js')).started,
  neighbours: (await import('./work/neighbours.js')).neighbours,
};

const settings = {
  rounds: Number(options.rounds),
  seconds: Number(options.seconds),
  warmUp: Number(options['warm-up']),
  connections: 10,
  observations: Number(options.observations),
};
const database = await openDatabase({ entries: Number(options.entries) });
try {
  if (options.profile) {
    await profileOurs(await works[options.profile](database, settings), settings);
  } else {
    for (const name of options.only.split(',')) {
      const work = await works[name](database, settings);
      const isServer = 'contenders' in work;
      const rows = isServer ? work.rows(await compare(work, settings, database)) : await work.measure();
      printTable(rows);
      if (options.write)
        await writeReport(rows, { ...settings, postgres: database.version, entries: options.entries });
    }
  }
} finally {
  await database.close();
}
