// What the rules of the agreement leave each organisation of batches, and of what was counted from them: nothing to anybody.
import type { Step } from './hand-over.js';
import { ORGANISATIONS } from './organisations.js';
import { BATCHES } from './row-data.js';

const batchesOf = (code: string) => BATCHES.filter(({ organisation }) => organisation === code);
/** The batches of an organisation that still count: it alone changes and withdraws them. */
export const countingOf = (code: string) => batchesOf(code).filter(({ isWithdrawn }) => !isWithdrawn);

/** The batches that an organisation may read: its own; the unit those of all. Of what is in them nobody reads anything. */
export function readableBatches(code: string): string[] {
  const readable = ORGANISATIONS[code] === 'UNIT' ? BATCHES : batchesOf(code);
  return readable.map(({ id }) => id);
}

const keyOf = (code: string) => `(select id from directory.organisation where code = '${code}')`;
const CELL = 'batch_id, week, municipality, arena, age_band, gender, change, count_unit, n, rk';
/** A further cell of a batch. */
const cellOf = (batchId: string) =>
  `insert into cube.cell (${CELL}) values ('${batchId}', '2026-W31', '0180', 'STREET', 'UNKNOWN', 'MAN', 'PRESENT', 'ADVERTS', 3, 9)`;
const NEW_BATCH = '00000000-0000-4000-8700-000000000099';
const newBatch = (code: string) =>
  `insert into statistics.batch (id, organisation_id, source, digest) values ('${NEW_BATCH}', ${keyOf(code)}, 'x', 'x')`;

/** What an organisation may do with batches and with what is in them, its own and others'. */
export function batchSteps(code: string): Step[] {
  const isUnit = ORGANISATIONS[code] === 'UNIT';
  const other = code === 'bromma' ? 'farsta' : 'bromma';
  const ofEach = BATCHES.flatMap(({ id, organisation, isWithdrawn }): Step[] => {
    const isOpen = organisation === code && !isWithdrawn;
    const withdraw = `update statistics.batch set withdrawn_at = now() where id = '${id}'`;
    const step = (name: string, sql: string, expected: number | null) => ({
      name: `${name} ${id}`,
      sql,
      expected,
    });
    return [
      step('withdraws', withdraw, isOpen ? 1 : 0),
      step(
        'brings back',
        `update statistics.batch set withdrawn_at = null where id = '${id}'`,
        isOpen ? 1 : 0,
      ),
      step(
        'withdraws and brings back',
        `${withdraw}; update statistics.batch set withdrawn_at = null where id = '${id}'`,
        0,
      ),
      step('recounts', `update statistics.batch set row_count = 9 where id = '${id}'`, isOpen ? 1 : 0),
      step('deletes', `delete from statistics.batch where id = '${id}'`, 0),
      step('adds to', cellOf(id), isOpen ? 1 : null),
      step('adds and reads back in', `${cellOf(id)} returning n`, null),
      step('adds to what it has withdrawn,', `${withdraw}; ${cellOf(id)}`, null),
      step('counts the cells of', `select from cube.cell where batch_id = '${id}'`, 0),
      step('changes the cells of', `update cube.cell set n = 9 where batch_id = '${id}'`, 0),
      step('moves cells into', `update cube.cell set batch_id = '${id}'`, 0),
      step('deletes the cells of', `delete from cube.cell where batch_id = '${id}'`, 0),
    ];
  });
  const handsOver = countingOf(code).length > 0 ? null : 0;
  return [
    ...ofEach,
    { name: 'sends a batch', sql: newBatch(code), expected: 1 },
    { name: 'sends and counts a batch', sql: `${newBatch(code)}; ${cellOf(NEW_BATCH)}`, expected: 1 },
    {
      name: 'sends, counts and reads',
      sql: `${newBatch(code)}; ${cellOf(NEW_BATCH)}; select from cube.cell`,
      expected: 0,
    },
    { name: 'sends a batch of another', sql: newBatch(other), expected: null },
    { name: 'adds to no batch', sql: cellOf(NEW_BATCH), expected: null },
    // Blindly, so that the rule for reading has no say in it.
    {
      name: 'hands its batches to another',
      sql: `update statistics.batch set organisation_id = ${keyOf(other)}`,
      expected: handsOver,
    },
    {
      name: 'takes the batches of all',
      sql: `update statistics.batch set organisation_id = ${keyOf(code)}`,
      expected: countingOf(code).length,
    },
    {
      name: 'locks batches',
      sql: 'select from statistics.batch for update',
      expected: countingOf(code).length,
    },
    {
      name: 'joins batches to their cells',
      sql: 'select from statistics.batch b join cube.cell c on c.batch_id = b.id',
      expected: 0,
    },
    {
      name: 'finds the cells of a batch missing',
      sql: 'select from statistics.batch b where not exists (select from cube.cell c where c.batch_id = b.id)',
      expected: isUnit ? BATCHES.length : batchesOf(code).length,
    },
  ];
}
