// Mistakes that a careless edit would make in the rules of a referral's life: who takes part until when, who hands it on, who
// reads which message, what counts as a change, and what the worker's clocks may touch. Each is one slip from the right rule.
const unit = `directory.session_party() = 'UNIT'`;
const me = 'directory.session_organisation()';
const sender = `flagged_by_id = ${me}`;
const recipient = `recipient_id = ${me}`;
const open = `status not in ('CLOSED', 'WITHDRAWN', 'EXPIRED')`;
const supported = 'id = any (referrals.supported_by_session())';
const supporter = `(${open} and ${supported})`;
const now = 'moved_at = now()';
const mover = `(moved_by_id = ${me} and ${now})`;
const onRoute = (...parts: string[]) => `(route = 'REFERRAL' and (${parts.join(' or ')}))`;

const policy = (name: string, table: string) => (using: string) =>
  `alter policy ${name} on referrals.${table} using (${using})`;
const checked = (name: string, table: string) => (check: string) =>
  `alter policy ${name} on referrals.${table} with check (${check})`;
const read = policy('read', 'referral');
const handle = policy('handle', 'referral');
const ways = (...parts: string[]) => parts.join(' or ');

/** The rules as they are, in other words: held to make no difference, so that each slip below is what is noticed. */
export const UNCHANGED: readonly string[] = [
  read(ways(unit, sender, onRoute(recipient, supporter, mover))),
  handle(ways(unit, sender, onRoute(recipient, mover))),
];

const REFERRAL = [
  read(ways(unit, sender, recipient, supporter, mover)),
  read(ways(unit, sender, onRoute(recipient, mover), supporter)),
  read(ways(unit, sender, recipient, onRoute(supporter, mover))),
  read(ways(sender, onRoute(recipient, supporter, mover))),
  read(ways(unit, onRoute(recipient, supporter, mover))),
  read(ways(unit, sender, onRoute(supporter, mover))),
  read(ways(unit, sender, onRoute(recipient, mover))),
  read(ways(`directory.session_party() in ('UNIT', 'POLICE')`, onRoute(recipient, supporter, mover))),
  read(
    ways(`directory.session_party() in ('UNIT', 'DISTRICT')`, sender, onRoute(recipient, supporter, mover)),
  ),
  // Support that outlives the referral, one ending forgotten, and an ending that hides it from the recipient too.
  read(ways(unit, sender, onRoute(recipient, supported, mover))),
  ...['CLOSED', 'WITHDRAWN', 'EXPIRED'].map((status) =>
    read(
      ways(
        unit,
        sender,
        onRoute(recipient, `(status in ('SUBMITTED', '${status}') and ${supported})`, mover),
      ),
    ),
  ),
  read(ways(unit, sender, `(${open} and ${onRoute(recipient, supported, mover)})`)),
  // Handing on: refused, seen for good, and seen by everybody meanwhile.
  read(ways(unit, sender, onRoute(recipient, supporter))),
  read(ways(unit, sender, onRoute(recipient, supporter, `moved_by_id = ${me}`))),
  read(ways(unit, sender, onRoute(recipient, supporter, now))),
  handle(ways(unit, sender, onRoute(recipient))),
  handle(ways(unit, sender, onRoute(recipient, `moved_by_id = ${me}`))),
  handle(ways(unit, sender, onRoute(recipient, now))),
  handle(ways(unit, sender, recipient, mover)),
  handle(ways(unit, sender, onRoute(recipient, supporter, mover))),
  handle(ways(unit, sender)),
  handle(ways(sender, onRoute(recipient, mover))),
  handle(ways(unit, onRoute(recipient, mover))),
];

const seen = 'exists (select from referrals.referral r where r.id = referral_id)';
const carried = `exists (select from referrals.referral r where r.id = referral_id and r.recipient_id = ${me})`;
const supports = 'referral_id = any (referrals.supported_by_session())';
const mine = `organisation_id = ${me}`;
const forMe = `${me} = any (audience)`;
const notPolice = `directory.session_party() <> 'POLICE'`;
const send = checked('send', 'message');
const serve = checked('record', 'service');

const PARTS = [
  policy('read', 'message')(seen),
  policy('read', 'message')(`${mine} or ${forMe}`),
  policy('read', 'message')(`(${mine} or ${forMe} or ${unit}) and ${seen}`),
  policy('read', 'message')(`${mine} and ${seen}`),
  policy('read', 'message')(`${forMe} and ${seen}`),
  send(seen),
  send(mine),
  send(`${mine} and ${carried}`),
  'alter policy read on referrals.service to public',
  policy('read', 'service')(mine),
  policy('read', 'service')(carried),
  serve(`${mine} and ${seen}`),
  serve(`${mine} and ${notPolice} and ${seen}`),
  serve(`${mine} and ${notPolice} and ${carried}`),
  serve(`${mine} and ${notPolice} and ${supports} and ${seen}`),
  serve(`${mine} and ${notPolice} and (${carried} or ${supports})`),
  serve(`${mine} and (${carried} or (${supports} and ${seen}))`),
  serve(`${notPolice} and (${carried} or (${supports} and ${seen}))`),
  checked('record', 'consent')(`referrals.session_may_record(referral_id, 'SUBMIT')`),
  checked('record', 'consent')(carried),
  checked('record', 'consent')(`${carried} or ${seen} and not ${notPolice}`),
  'alter policy beside on referrals.supporter to public',
  policy('beside', 'supporter')(carried),
  'alter policy invite on referrals.supporter to public',
  checked('invite', 'supporter')(seen),
  'alter policy leave on referrals.supporter to public',
  'alter policy leave on referrals.supporter with check (true)',
  policy('leave', 'supporter')(seen),
];

const WORKER = [
  checked('clock', 'event')('organisation_id is null'),
  checked('clock', 'event')(`session_user = 'samverkan_worker'`),
  'alter policy clock on journal.outbox with check (organisation_id is null)',
  `alter policy clock on journal.outbox with check (session_user = 'samverkan_worker')`,
  'alter policy clock on journal.audit with check (organisation_id is null)',
  `alter policy clock on journal.audit with check (session_user = 'samverkan_worker')`,
  policy('clock', 'referral')('directory.session_party() is null'),
  policy('count', 'erased')('directory.session_party() is null'),
  'alter policy not_clock on referrals.consent to public',
  'alter policy not_clock on referrals.event to samverkan_service',
];

/** A function with one thing in it changed. Where nothing is found to change, nothing changes, and the slip goes unnoticed. */
const edited = (signature: string, from: string, to: string) =>
  `do $do$ begin execute replace(pg_get_functiondef('referrals.${signature}'::regprocedure), $from$${from}$from$, $to$${to}$to$); end $do$`;
const counting = (from: string, to: string) => edited('before_change()', from, to);
const recording = (from: string, to: string) => edited('session_may_record(uuid, text)', from, to);

/** The same of what the database counts and notes by itself, and of who may record a step. */
export const COUNT_SLIPS: readonly string[] = [
  'drop trigger before_change on referrals.referral',
  'alter table referrals.referral disable trigger before_change',
  counting('new.version := old.version + 1;', ''),
  counting('old.version_for_supporters + moved::integer', 'old.version_for_supporters + 1'),
  counting('old.version_for_supporters + moved::integer', 'old.version_for_supporters'),
  counting('new.version_for_supporters := old.version_for_supporters + moved::integer;', ''),
  counting('(moved\n      or', '(true or'),
  counting('(moved\n      or', '('),
  counting('new.permit_status, new.permit_until', 'old.permit_status, new.permit_until'),
  counting('new.permit_status, new.permit_until', 'new.permit_status, old.permit_until'),
  ...['status', 'status_since', 'changed_at', 'recipient_id', 'consent_state'].map((column) =>
    counting(`new.${column}`, `old.${column}`),
  ),
  counting(
    'of_session boolean := directory.session_organisation() is not null',
    'of_session boolean := false',
  ),
  counting('(old.status, old.recipient_id) then', '(new.status, new.recipient_id) then'),
  counting('new.moved_by_id := old.moved_by_id;', ''),
  counting('new.moved_at := old.moved_at;', ''),
  counting('new.moved_by_id := directory.session_organisation();', ''),
  counting('new.moved_by_id := directory.session_organisation();', 'new.moved_by_id := new.recipient_id;'),
  counting('new.moved_at := pg_catalog.now();', ''),
  counting('if new.recipient_id <> old.recipient_id then', 'if true then'),
  counting('if new.recipient_id <> old.recipient_id then', 'if moved then'),
  recording(`directory.session_party() = 'UNIT'`, 'false'),
  recording(`r.route = 'REFERRAL' and r.recipient_id`, 'r.recipient_id'),
  recording('r.recipient_id = directory.session_organisation()', 'false'),
  recording('r.moved_by_id = directory.session_organisation()', 'true'),
  recording('r.moved_by_id = directory.session_organisation()', 'false'),
  recording('and r.moved_at = pg_catalog.now()', ''),
  recording(`action in ('RESUBMIT', 'WITHDRAW') or`, ''),
  recording(`'RESUBMIT', 'WITHDRAW'`, `'RESUBMIT', 'WITHDRAW', 'ACCEPT'`),
  recording(`and r.status = 'SUBMITTED'`, ''),
  recording('and r.version_for_police = 1', ''),
  recording(`action = 'SUBMIT' and`, ''),
];

export const LIFE_SLIPS: readonly string[] = [...REFERRAL, ...PARTS, ...WORKER];
