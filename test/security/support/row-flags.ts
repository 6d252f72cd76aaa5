// The referrals of the small world: one for every way to take part in one, and for every way to take part no longer.
import type { Database } from './privileges.js';

/** Identifiers that say in a failing test which row they are. */
export const id = (kind: number, number: number) =>
  `00000000-0000-4000-8${kind}00-${String(number).padStart(12, '0')}`;

interface Message {
  readonly author: string;
  readonly audience: readonly string[];
}

export interface Flag {
  readonly id: string;
  readonly route: 'REFERRAL' | 'NOTIFICATION';
  readonly status: 'SUBMITTED' | 'CLOSED' | 'WITHDRAWN' | 'EXPIRED';
  /** How often it has changed, by every count. */
  readonly version: number;
  readonly sender: string;
  readonly recipient: string;
  /** Who handed it on, in a transaction that is over. */
  readonly movedBy: string | null;
  readonly supporters: readonly string[];
  readonly former: readonly string[];
  /** Who has recorded a service. */
  readonly services: readonly string[];
  readonly messages: readonly Message[];
}

function flag(number: number, recipient: string, more: Partial<Flag> = {}): Flag {
  const base = { route: 'REFERRAL', status: 'SUBMITTED', version: 1, sender: 'polisen-stockholm' } as const;
  const none = { movedBy: null, supporters: [], former: [], services: [], messages: [] };
  return { id: id(1, number), recipient, ...base, ...none, ...more };
}

const message = (author: string, ...audience: string[]): Message => ({ author, audience });

/** A second police organisation, which has no login here: its flags are not the first one's. */
export const OTHER_POLICE = 'polisen-syd';

// prettier-ignore
export const FLAGS: readonly Flag[] = [
  flag(1, 'socialjouren', { messages: [message('socialjouren', 'polisen-stockholm'), message('polisen-stockholm', 'prostitutionsenheten')] }),
  flag(2, 'socialtjansten-malmo', { services: ['socialtjansten-malmo'] }),
  flag(3, 'prostitutionsenheten', { route: 'NOTIFICATION' }),
  flag(4, 'jarva', { supporters: ['rfsl'], former: ['rfsu'], services: ['jarva', 'rfsl', 'rfsu'],
    messages: [message('jarva', 'rfsl', 'rfsu'), message('rfsl', 'jarva'), message('rfsu', 'jarva')] }),
  flag(5, 'rfsu', { supporters: ['smittskydd-stockholm', 'socialtjansten-malmo'], services: ['rfsu'],
    messages: [message('socialtjansten-malmo', 'rfsu')] }),
  flag(6, 'socialjouren', { sender: OTHER_POLICE, supporters: ['sodermalm'], former: ['rfsl', 'farsta'] }),
  // Neither can come about through the API; the rule of the agreement holds even so.
  flag(7, 'farsta', { route: 'NOTIFICATION', supporters: ['rfsl'], messages: [message('polisen-stockholm', 'farsta', 'rfsl')] }),
  flag(8, 'prostitutionsenheten', { route: 'NOTIFICATION', sender: OTHER_POLICE, supporters: ['rfsu'] }),
  flag(9, 'smittskydd-stockholm', { former: ['polisen-stockholm'], sender: OTHER_POLICE }),
  flag(10, 'rfsl', { supporters: ['bromma', 'kungsholmen', 'skarpnack'], messages: [message('rfsl', 'bromma')] }),
  // Ended, with supporters whom nobody has taken out: they see it no longer.
  flag(11, 'bromma', { status: 'CLOSED', supporters: ['rfsu', 'kungsholmen'], services: ['rfsu'],
    messages: [message('rfsu', 'bromma'), message('bromma', 'rfsu')] }),
  flag(12, 'skarholmen', { status: 'WITHDRAWN', supporters: ['rfsl'] }),
  flag(13, 'norra-innerstaden', { status: 'EXPIRED', supporters: ['smittskydd-stockholm'] }),
  // Handed on by Socialjouren, which sees neither it nor what it once wrote there.
  flag(14, 'enskede-arsta-vantor', { version: 2, movedBy: 'socialjouren', services: ['socialjouren'],
    messages: [message('socialjouren', 'polisen-stockholm'), message('polisen-stockholm', 'socialjouren')] }),
  flag(15, 'prostitutionsenheten', { supporters: ['rfsu'], messages: [message('rfsu', 'prostitutionsenheten')] }),
  // The police as a supporter cannot come about through the API either.
  flag(16, 'hagersten-alvsjo', { sender: OTHER_POLICE, supporters: ['polisen-stockholm'] }),
];

/** The messages of a flag, with their keys. */
export const messagesOf = ({ id: flagId, messages }: Flag) =>
  messages.map((one, index) => ({ ...one, id: id(6, Number(flagId.slice(-12)) * 10 + index) }));

const ORGANISATION = `(select id from directory.organisation where code = $2)`;

/** Adds a flag and everything that belongs to it. */
export async function arrangeFlag(owner: Database, flag: Flag): Promise<void> {
  const number = Number(flag.id.slice(-12));
  const { version, supporters, former } = flag;
  await owner.query(
    `insert into referrals.referral (id, reference, route, status, flagged_by_id, recipient_id, urgency, encounter_week,
       encounter_municipality, age_band, gender, exploitation_form, consent_state, version, version_for_police,
       version_for_supporters, moved_by_id, moved_at)
     values ($1, $4, $5, $6, ${ORGANISATION}, (select id from directory.organisation where code = $3), 'ROUTINE',
       '2026-W31', '0180', 'AGE_25_34', 'WOMAN', 'SEXUAL', 'GIVEN', $7, $7, $7,
       (select id from directory.organisation where code = $8), case when $8 is not null then now() end)`,
    [
      ...[flag.id, flag.sender, flag.recipient, `SV-0000-${String(number).padStart(4, '0')}`],
      ...[flag.route, flag.status, version, flag.movedBy],
    ],
  );
  await owner.query(
    `insert into referrals.consent (id, referral_id, organisation_id, services, state, text_version)
     values ($3, $1, ${ORGANISATION}, '{}', 'GIVEN', '1')`,
    [flag.id, flag.recipient, id(3, number)],
  );
  await owner.query(
    `insert into referrals.event (id, referral_id, action, to_status, organisation_id) values ($3, $1, 'SUBMIT', 'SUBMITTED', ${ORGANISATION})`,
    [flag.id, flag.sender, id(4, number)],
  );
  for (const code of [...supporters, ...former]) {
    await owner.query(
      `insert into referrals.supporter (referral_id, organisation_id, until)
       values ($1, ${ORGANISATION}, $3::timestamptz)`,
      [flag.id, code, former.includes(code) ? '2026-08-01T00:00:00Z' : null],
    );
  }
  for (const code of flag.services) {
    await owner.query(
      `insert into referrals.service (referral_id, organisation_id, service, status) values ($1, ${ORGANISATION}, 'MEDICAL', 'OFFERED')`,
      [flag.id, code],
    );
  }
  for (const { id: messageId, author, audience } of messagesOf(flag)) {
    await owner.query(
      `insert into referrals.message (id, referral_id, organisation_id, audience, body)
       values ($3, $1, ${ORGANISATION}, array(select id from directory.organisation where code = any ($4)), 'text')`,
      [flag.id, author, messageId, audience],
    );
  }
}
