// What an organisation may see of the database, told from the agreement and independently of src: which rows, as conditions, and
// which columns of them. One telling, three uses: what a second world may differ in, which canaries must stay hidden, and which
// identifiers.
import { gives } from '../support/agreement.js';
import { agreedPrivileges } from '../support/columns.js';
import { ORGANISATIONS } from '../support/organisations.js';

const OVER = `('CLOSED', 'WITHDRAWN', 'EXPIRED')`;
export const keyOf = (code: string) => `(select id from directory.organisation where code = '${code}')`;

export interface Sight {
  readonly code: string;
  /** By table, the condition under which a row `t` is seen. */
  readonly rows: Readonly<Record<string, string>>;
  /** Whether a column says anything to the organisation. */
  readonly readsColumn: (table: string, column: string) => boolean;
}

/** What an organisation may see. */
export function sightOf(code: string): Sight {
  const party = ORGANISATIONS[code]!;
  const me = keyOf(code);
  const isUnit = party === 'UNIT';
  const own = (column = 'organisation_id') => `t.${column} = ${me}`;
  const ownUnitAll = isUnit ? 'true' : own();
  const supports = (key: string, status: string) =>
    `(${status} not in ${OVER} and exists (select from referrals.supporter s
       where s.referral_id = ${key} and s.organisation_id = ${me} and s.until is null))`;
  const takesPart = (row: string) =>
    isUnit
      ? 'true'
      : `(${row}.flagged_by_id = ${me} or (${row}.route = 'REFERRAL'
         and (${row}.recipient_id = ${me} or ${supports(`${row}.id`, `${row}.status`)})))`;
  const inReferral = `exists (select from referrals.referral f where f.id = t.referral_id and ${takesPart('f')})`;
  const where = (isGiven: boolean, condition: string) => (isGiven ? condition : 'false');
  // An event of another is shown for an object, as long as that is the organisation's own.
  const isOwn = (object: string) =>
    `(${object} = 'Organisation/' || ${me}
      or exists (select from trends.contribution c where ${object} = 'Contribution/' || c.id and c.organisation_id = ${me})
      or exists (select from referrals.referral r where ${object} = 'Referral/' || r.id
        and (r.flagged_by_id = ${me} or (r.route = 'REFERRAL' and r.recipient_id = ${me}))))`;
  const shown = (row: string) =>
    `(${row}.organisation_id = ${me} and (${row}.objects = '{}' or exists (select from unnest(${row}.objects) o (name) where ${isOwn('o.name')})))`;
  const readsSupport = gives('Referral.supporters', party);
  const privileges = agreedPrivileges(party);
  return {
    code,
    rows: {
      'referrals.referral': takesPart('t'),
      'referrals.consent': where(gives('Referral.consents', party), inReferral),
      'referrals.event': inReferral,
      // Its own part is what an organisation sees a referral by.
      'referrals.supporter': readsSupport ? `(${own()} or ${inReferral})` : own(),
      'referrals.service': where(gives('Referral.services', party), inReferral),
      'referrals.message': `(${inReferral} and (${own()} or ${me} = any (t.audience)))`,
      'trends.entry': isUnit ? 'true' : `t.status <> 'DRAFT'`,
      'trends.revision': 'true',
      'trends.draft': where(isUnit, 'true'),
      'trends.contribution': ownUnitAll,
      'trends.corroboration': 'true',
      'activity.report': ownUnitAll,
      'statistics.batch': where(gives('Query.batches', party), ownUnitAll),
      'statistics.release': isUnit ? 'true' : 't.published_at is not null',
      'statistics.published': `exists (select from statistics.release r where r.id = t.release_id and r.published_at is not null)`,
      'journal.change': own(),
      'journal.idempotency': own(),
      'directory.document': `t.client_id = 'development-${code}'`,
      'directory.organisation': 'true',
      'referrals.erased': 'false',
      'cube.cell': 'false',
      'cube.basis': 'false',
      'journal.outbox': 'false',
      // What waits to be sealed nobody sees.
      'journal.audit': `(t.sequence is not null and ${
        isUnit
          ? 'true'
          : `(${own()} or exists (select from journal.shown s where s.sequence = t.sequence and ${shown('s')}))`
      })`,
      'journal.shown': shown('t'),
      // How many events there are, and their salted hashes, everybody is told (ADR 18): both worlds agree in them.
      'journal.leaf': 'true',
      'journal.checkpoint': 'true',
      'journal.webhook': own(),
      'journal.webhook_waiting': 'false',
      'journal.webhook_dead_letter': 'false',
      'directory.used_proof': 'false',
    },
    readsColumn: (table, column) => privileges.has(`SELECT ${table}.${column}`),
  };
}
