// What the rules of the agreement leave each organisation of contributions, and of verdicts on what is published.
import type { Step } from './hand-over.js';
import { ORGANISATIONS } from './organisations.js';
import { CONTRIBUTIONS, ENTRIES, VERDICTS } from './row-data.js';

const isUnit = (code: string) => ORGANISATIONS[code] === 'UNIT';

/** The contributions that an organisation may read: its own; the unit those of all. */
export function readableContributions(code: string): string[] {
  return CONTRIBUTIONS.filter(({ organisation }) => isUnit(code) || organisation === code).map(
    ({ id }) => id,
  );
}

/** What the unit has yet to decide; nobody else decides anything. */
export const decidableBy = (code: string) =>
  CONTRIBUTIONS.filter(({ status }) => isUnit(code) && status === 'SUBMITTED');

/** The verdicts of an organisation: it alone changes them. */
export const verdictsOf = (code: string) => VERDICTS.filter(({ organisation }) => organisation === code);

const keyOf = (code: string) => `(select id from directory.organisation where code = '${code}')`;
const offer = (code: string) =>
  `insert into trends.contribution (organisation_id, attribution, title, text, regions, arenas) values (${keyOf(code)}, 'NAMED', 'x', 'x', '{}', '{}')`;
const decided = (code: string) =>
  `insert into trends.contribution (organisation_id, attribution, title, text, regions, arenas, status, decided_at, decision_note)
   values (${keyOf(code)}, 'NAMED', 'x', 'x', '{}', '{}', 'DECLINED', now(), 'x')`;
const verdict = (code: string, entry: string) =>
  `insert into trends.corroboration (organisation_id, entry_id, verdict) values (${keyOf(code)}, '${entry}', 'CONTRADICTS')`;
/** Blindly, so that the rule for reading has no say in it. */
export const DECLINES = `status = 'DECLINED', decided_at = now(), decision_note = 'x'`;

/** What an organisation may do with contributions and verdicts, its own and others'. */
export function contributionSteps(code: string): Step[] {
  const other = code === 'bromma' ? 'farsta' : 'bromma';
  const [shown, , draft, unsaid] = ENTRIES.map(({ id }) => id) as [string, string, string, string];
  const hasDecidable = decidableBy(code).length > 0;
  const hasVerdict = verdictsOf(code).length > 0;
  const isSaid = verdictsOf(code).some(({ entry }) => entry === shown);
  const step = (name: string, sql: string, expected: number | null) => ({ name, sql, expected });
  return [
    // One that waits and one that is decided.
    ...CONTRIBUTIONS.slice(0, 2).flatMap(({ id, status }) => {
      const isOpen = isUnit(code) && status === 'SUBMITTED';
      const update = 'update trends.contribution set';
      return [
        step(`declines ${id}`, `${update} ${DECLINES} where id = '${id}'`, isOpen ? 1 : 0),
        step(
          `incorporates ${id}`,
          `${update} status = 'INCORPORATED', decided_at = now(), decision_note = null, entry_id = '${draft}', entry_revision = 1 where id = '${id}'`,
          isOpen ? 1 : 0,
        ),
        step(`incorporates ${id} nowhere`, `${update} status = 'INCORPORATED', decided_at = now() where id = '${id}'`, isOpen ? -1 : 0),
        step(`declines ${id} without a word`, `${update} status = 'DECLINED', decided_at = now() where id = '${id}'`, isOpen ? -1 : 0),
        step(`rewrites ${id}`, `${update} title = 'x' where id = '${id}'`, isOpen ? null : 0),
        step(
          `reopens ${id}`,
          `${update} ${DECLINES} where id = '${id}'; ${update} status = 'SUBMITTED', decided_at = null, decision_note = null, entry_id = null, entry_revision = null where id = '${id}'`,
          0,
        ),
      ];
    }),
    step('gives contributions to another', `update trends.contribution set organisation_id = ${keyOf(other)}`, hasDecidable ? null : 0),
    step('locks contributions', 'select from trends.contribution for update', decidableBy(code).length),
    step('offers', offer(code), 1),
    step('offers in the name of another', offer(other), null),
    step('offers what is decided already', decided(code), null),
    ...VERDICTS.slice(0, 2).map(({ id, organisation }) =>
      step(`changes ${id}`, `update trends.corroboration set verdict = 'NOT_SEEN' where id = '${id}'`, organisation === code ? 1 : 0),
    ),
    step('gives its verdicts to another', `update trends.corroboration set organisation_id = ${keyOf(other)}`, hasVerdict ? null : 0),
    step('moves its verdicts to a draft', `update trends.corroboration set entry_id = '${draft}'`, hasVerdict ? null : 0),
    step(
      'dates its verdicts back',
      `update trends.corroboration set at = '2020-01-01'; select from trends.corroboration where at = '2020-01-01'`,
      0,
    ),
    step('locks verdicts', 'select from trends.corroboration for update', verdictsOf(code).length),
    step('says something', verdict(code, unsaid), 1),
    step('says something of what is withdrawn', `delete from trends.corroboration; ${verdict(code, ENTRIES[1].id)}`, code === 'rfsl' ? -1 : 1),
    step('says something of a draft', verdict(code, draft), null),
    step('says something in the name of another', verdict(other, unsaid), null),
    step('says a second thing', verdict(code, shown), isSaid ? -1 : 1),
    step('says a second thing or nothing', `${verdict(code, shown)} on conflict do nothing`, isSaid ? 0 : 1),
    // Whether another has said something must not show in how this is refused.
    step('says what another has said or not', `${verdict(other, shown)} on conflict do nothing`, null),
    step('says what another has not said', `${verdict('socialjouren', shown)} on conflict do nothing`, code === 'socialjouren' ? 1 : null),
  ]; // prettier-ignore
}
