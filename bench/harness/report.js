// The table: as text on the terminal, and as Markdown between two marks of docs/benchmarks.md.
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { median } from './rounds.js';
import { NODE } from './peer.js';

const HEAD = [
  'work',
  'ours /s',
  'against',
  'peer /s',
  'ratio',
  'to reach',
  'reached',
  'our CPU',
  "peer's CPU",
];

/**
 * One line: how ours did against one peer. The ratio is the middle one of the ratios of each round, which a disturbance that
 * lasts longer than a round does not bend.
 */
export function line(work, against, ours, peer, { least, most }) {
  const ratio = median(ours.map(({ rate }, round) => rate / peer[round].rate));
  const limit = least === undefined ? (most === undefined ? '–' : `≤ ${most}`) : `≥ ${least}`;
  const isReached = (least === undefined || ratio >= least) && (most === undefined || ratio <= most);
  const rate = (samples) => {
    const middle = median(samples.map((sample) => sample.rate));
    return middle < 10 ? middle.toFixed(2) : Math.round(middle).toLocaleString('en');
  };
  const cpu = (samples) => {
    const [server, database] = ['serverCpu', 'databaseCpu'].map((key) =>
      median(samples.map((sample) => sample[key])),
    );
    return Number.isNaN(server) ? '–' : `${server.toFixed(2)} + ${database.toFixed(2)} ms`;
  };
  const verdict = limit === '–' ? '' : isReached ? 'yes' : 'no';
  return [work, rate(ours), against, rate(peer), ratio.toFixed(3), limit, verdict, cpu(ours), cpu(peer)];
}

export function printTable(rows) {
  const lines = [HEAD, ...rows];
  const widths = HEAD.map((_, column) => Math.max(...lines.map((cells) => cells[column].length)));
  const text = (cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd();
  console.log(['', ...lines.map(text), ''].join('\n'));
}

const FILE = new URL('../../docs/benchmarks.md', import.meta.url);
const BETWEEN = /(<!-- figures -->\n)[^]*(\n<!-- end of figures -->)/;

/**
 * Puts the table, the machine and the versions where docs/benchmarks.md has its marks. Rows that were left out this time stay as
 * they were.
 */
export async function writeReport(rows, { rounds, seconds, warmUp, connections, postgres, entries }) {
  const packages = JSON.parse(
    await readFile(new URL('../package.json', import.meta.url), 'utf8'),
  ).dependencies;
  const versions = Object.entries(packages).map(([name, version]) => `${name} ${version}`);
  const node = execFileSync(NODE, ['--version'], { encoding: 'utf8' }).trim();
  const [{ model }] = cpus();
  const text = await readFile(FILE, 'utf8');
  const measured = new Map(rows.map((row) => [keyOf(row), row]));
  const kept = tableIn(text).map((row) => {
    const again = measured.get(keyOf(row));
    measured.delete(keyOf(row));
    return again ?? row;
  });
  const figures = [
    `| ${HEAD.join(' | ')} |`,
    `|${' --- |'.repeat(HEAD.length)}`,
    ...[...kept, ...measured.values()].map((cells) => `| ${cells.join(' | ')} |`),
    '',
    `Last measured on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} cores (${model.trim()}), Node ${node.slice(1)}, ` +
      `PostgreSQL ${postgres}, ${entries} entries, ${connections} connections, ${rounds} rounds of ${seconds} seconds per server after ${warmUp} seconds of warming up.`,
    '',
    `Packages: ${versions.join(', ')}.`,
  ];
  await writeFile(
    FILE,
    text.replace(BETWEEN, (_all, start, end) => `${start}\n${figures.join('\n')}\n${end}`),
  );
}

/** The cells of the rows that are there. */
function tableIn(text) {
  const lines = BETWEEN.exec(text)[0].split('\n');
  const rows = lines.filter((line) => line.startsWith('|')).slice(2);
  return rows.map((row) =>
    row
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

/** What makes a row the same row of another day: what was done, without what it took, and against whom. */
function keyOf([work, , against]) {
  return `${work.replace(/ \(.*\)/, '')}|${against}`;
}
