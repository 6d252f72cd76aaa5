// SQL that an injection could run to read the secrets of webhooks, to learn of others', to send its own elsewhere without a trace, or to
// have something delivered that its feed does not hold.
import type { Attack } from './hostile-rows.js';

const of = (code: string) => `(select id from directory.organisation where code = '${code}')`;
const mine = `coalesce(directory.session_organisation(), ${of('rfsl')})`;
const EVERYBODY = ['prostitutionsenheten', 'polisen-stockholm', 'rfsl', 'farsta'];

const attack = (sql: string, allowed: readonly string[] = []): Attack => ({
  name: sql.replace(/\s+/g, ' ').slice(0, 90),
  sql,
  allowed,
});

const NEW = 'id, organisation_id, url, events, secret';
const VALUES = `'https://elak.invalid', '{REFERRAL_MOVED}', 'x'`;

export const WEBHOOK_ATTACKS: readonly Attack[] = [
  ...['secret', 'earlier_secret', 'earlier_until', 'position', '*'].flatMap((column) => [
    attack(`select ${column} from journal.webhook`),
    attack(`delete from journal.webhook returning ${column}`),
  ]),
  attack('select to_jsonb(w) from journal.webhook w'),
  attack(`select id from journal.webhook where secret = 'x'`),
  attack('select id from journal.webhook order by secret'),
  attack(`select url from journal.webhook where organisation_id = ${of('bromma')}`),
  attack(`select w.url from journal.webhook w join directory.organisation o on o.id = w.organisation_id where o.code = 'polisen-syd'`),
  attack(`delete from journal.webhook where organisation_id = ${of('bromma')}`),
  attack(`delete from journal.webhook using directory.organisation o where o.id = organisation_id and o.code = 'bromma'`),
  ...['url', 'secret', 'last_status', 'last_delivery_at', 'created_at', 'organisation_id'].map((column) =>
    attack(`update journal.webhook set ${column} = ${column}`),
  ),
  attack('update journal.webhook set position = 0'),
  attack(`update journal.webhook set events = '{REFERRAL_MOVED}'`),
  attack('truncate journal.webhook cascade'),
  attack('delete from journal.webhook'),
  attack('lock table journal.webhook in access exclusive mode'),
  attack('lock table journal.webhook in share update exclusive mode'),
  attack(`update journal.webhook set ended = true where organisation_id = ${of('bromma')}`),
  attack(`update journal.webhook set ended = true from directory.organisation o where o.id = organisation_id and o.code = 'bromma'`),
  attack('update journal.webhook set ended = true returning position'),
  attack('update journal.webhook set ended = true', EVERYBODY),
  attack(`insert into journal.webhook (${NEW}) values (gen_random_uuid(), ${of('bromma')}, ${VALUES})`),
  attack(`insert into journal.webhook (${NEW}) select gen_random_uuid(), organisation_id, ${VALUES} from journal.webhook w where organisation_id = ${of('bromma')} or w.id is null`),
  attack(`insert into journal.webhook (${NEW}, position) values (gen_random_uuid(), ${mine}, ${VALUES}, 0)`),
  attack(`insert into journal.webhook (${NEW}, last_status) values (gen_random_uuid(), ${mine}, ${VALUES}, 'DELIVERED')`),
  attack(`insert into journal.webhook (${NEW}) values (gen_random_uuid(), ${mine}, ${VALUES}) returning position`),
  attack(`insert into journal.webhook (${NEW}) values (gen_random_uuid(), ${mine}, ${VALUES}) on conflict (id) do update set url = excluded.url`),
  attack(`insert into journal.webhook (${NEW}) values (gen_random_uuid(), ${mine}, ${VALUES}) returning id, url`, EVERYBODY),
  ...['webhook_waiting', 'webhook_dead_letter'].flatMap((table) => [
    attack(`select object_id from journal.${table}`),
    attack(`select count(*) from journal.${table}`),
    attack(`update journal.${table} set position = 1`),
    attack(`delete from journal.${table}`),
    attack(`truncate journal.${table}`),
  ]),
  attack(`insert into journal.webhook_waiting select id, gen_random_uuid(), 1, 0, now() from journal.webhook limit 1`),
  attack(`insert into journal.webhook_dead_letter (webhook_id, organisation_id, position, object_id, status)
    select w.id, c.organisation_id, c.position, c.object_id, 'x' from journal.webhook w join journal.change c on c.organisation_id = w.organisation_id where c.position = 1 limit 1`),
]; // prettier-ignore
