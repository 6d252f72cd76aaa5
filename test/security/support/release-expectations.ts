// What the rules leave each login of releases: published ones to all with their counts, one that is being built to the unit without
// them, the true counts to nobody but the worker; and nothing that is published to anybody to change.
import type { Step } from './hand-over.js';
import { ORGANISATIONS } from './organisations.js';
import { RELEASES, TABLES_OF_EACH } from './row-data.js';

const published = RELEASES.filter(({ isPublished }) => isPublished);
const waiting = RELEASES.filter(({ isPublished }) => !isPublished);

/** The releases that an organisation may read. */
export function readableReleases(code: string): string[] {
  return (ORGANISATIONS[code] === 'UNIT' ? RELEASES : published).map(({ id }) => id);
}

/** The tables with counts that anybody may read. */
export const publishedTables = published.length * TABLES_OF_EACH;

const ASK = 'insert into statistics.release (period, measures, revises';
const ASKED = `'2026-Q1', '{ADVERTS}', false`;
const NOW = `now(), '{}'`;
const step = (name: string, sql: string, expected: number | null): Step => ({ name, sql, expected });
const show = (id: string) =>
  `update statistics.release set published_at = now(), parameters = '{}' where id = '${id}'`;
const counts = (id: string) => `insert into statistics.published values ('${id}', 'X', '2025', '{9}')`;
const basis = (id: string) => `insert into cube.basis values ('X', '2025', '${id}', '{9}', '{9}')`;

/** What an organisation tries beside reading and changing blindly. */
export function releaseSteps(code: string): Step[] {
  const asks = ORGANISATIONS[code] === 'UNIT';
  return [
    // One waits already, so the unit's own adds none.
    step('asks for a release', `${ASK}) values (${ASKED}) on conflict do nothing`, asks ? 0 : null),
    step(
      'asks for one that is published',
      `${ASK}, published_at, parameters) values (${ASKED}, ${NOW})`,
      null,
    ),
    ...RELEASES.flatMap(({ id, isPublished }) => [
      step(`finds ${id}`, `select from statistics.release where id = '${id}'`, asks || isPublished ? 1 : 0),
      step(
        `finds the counts of ${id}`,
        `select from statistics.published where release_id = '${id}'`,
        isPublished ? TABLES_OF_EACH : 0,
      ),
      step(`finds the basis of ${id}`, `select from cube.basis where release_id = '${id}'`, 0),
      step(`publishes ${id}`, show(id), 0),
      step(`adds counts to ${id}`, counts(id), null),
      step(`adds true counts to ${id}`, basis(id), null),
    ]),
  ];
}

/** The worker publishes what waits, once, with its counts; of what is published it changes nothing. */
export const WORKER_RELEASES: readonly Step[] = [
  step('asks for a release', `${ASK}) values (${ASKED}) on conflict do nothing`, null),
  ...published.flatMap(({ id }) => [
    step(`publishes ${id} again`, show(id), 0),
    step(`adds counts to ${id}`, counts(id), null),
    step(`adds true counts to ${id}`, basis(id), null),
  ]),
  ...waiting.flatMap(({ id }) => [
    step(`publishes ${id}`, show(id), 1),
    step(
      `changes ${id} without publishing it`,
      `update statistics.release set revises = true where id = '${id}'`,
      null,
    ),
    step(`adds counts to ${id}`, counts(id), 1),
    step(`adds true counts to ${id}`, basis(id), 1),
    step(`publishes ${id} and changes it`, `${show(id)}; ${show(id)}`, 0),
    step(`publishes ${id} and adds counts`, `${show(id)}; ${counts(id)}`, null),
    step(`publishes ${id} and adds true counts`, `${show(id)}; ${basis(id)}`, null),
  ]),
];
