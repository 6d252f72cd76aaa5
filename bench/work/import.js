// Counting a file of observations into the cube, against psql's \copy into a table and one GROUP BY. Both on one database, one
// after the other, the file in the page cache; rows per second of wall time, since both use a client and a server at once.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { line } from '../harness/report.js';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const COLUMNS = 'week,municipality,arena,age_band,gender,change,count_unit,count';
/** Synthetic observations of two years, one of them to every two or three finest cells that there are. */
const TWO_YEARS = ['--from', '2024-W40', '--to', '2026-W39', '--seed', '1'];

export async function imported(database, { observations }) {
  return {
    async measure() {
      await database.owner.query('truncate cube.cell');
      const folder = await mkdtemp(join(tmpdir(), 'samverkan-bench-'));
      try {
        const file = join(folder, 'observations.csv');
        const generate = [
          'generate-observations',
          '--rows',
          String(observations),
          ...TWO_YEARS,
          '--out',
          file,
        ];
        await timed(process.execPath, [MAIN, ...generate], { NODE_ENV: 'production' });
        const ours = await timed(
          process.execPath,
          [MAIN, 'import', file, '--organisation', 'prostitutionsenheten'],
          {
            MODE: 'development',
            DATABASE_URL: database.url,
            LOGIN_SECRET: database.loginSecret,
            SUBJECT_SECRET: database.loginSecret,
            NODE_ENV: 'production',
          },
        );
        await database.owner
          .query(`create table public.raw (week text, municipality text, arena text, age_band text,
          gender text, change text, count_unit text, count int)`);
        const codes = COLUMNS.split(',').slice(0, -1).join();
        const script = [
          `\\copy public.raw (${COLUMNS}) from '${file}' csv header`,
          `create table public.counted as select ${codes}, sum(count) as n from public.raw group by ${codes}`,
        ];
        const byHand = await timed(
          'psql',
          ['-qX', '-v', 'ON_ERROR_STOP=1', ...script.flatMap((text) => ['-c', text]), database.url],
          {},
        );
        await check(database);
        await database.owner.query('drop table public.raw, public.counted');
        const sample = ({ seconds }) => [
          { rate: observations / seconds, serverCpu: Number.NaN, databaseCpu: Number.NaN },
        ];
        const work = `import ${observations.toLocaleString('en')} rows (${ours.megabytes} MB)`;
        return [line(work, 'psql \\copy and one GROUP BY', sample(ours), sample(byHand), { least: 0.5 })];
      } finally {
        await rm(folder, { recursive: true });
      }
    },
  };
}

/** Both must have counted the same. */
async function check({ owner }) {
  const { rows } = await owner.query(`
    select count(*)::int as different from (
      select week, municipality, arena, age_band, gender, change, count_unit, sum(n) as n from cube.cell group by 1, 2, 3, 4, 5, 6, 7
      except select week, municipality, arena, age_band, gender, change, count_unit, n from public.counted) d`);
  if (rows[0].different !== 0) throw new Error(`${rows[0].different} cells differ`);
}

/** Runs a program; its wall time, and the most memory that it had. */
async function timed(program, args, env) {
  const started = performance.now();
  const child = spawn(program, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  let megabytes = 0;
  const watch = setInterval(async () => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
    const [, peak] = /VmHWM:\s+(\d+) kB/.exec(status) ?? [];
    if (peak) megabytes = Math.round(Number(peak) / 1024);
  }, 200);
  const [code] = await once(child, 'exit');
  clearInterval(watch);
  if (code !== 0) throw new Error(`${program} ended with ${code}`);
  return { seconds: (performance.now() - started) / 1_000, megabytes };
}
