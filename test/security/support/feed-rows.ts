// What the row rules leave the role that decides who is told of a change, whatever its grants were.
import { publishedTables } from './release-expectations.js';
import { CONTRIBUTIONS, ENTRIES, RELEASES, VERDICTS } from './row-data.js';
import { FLAGS, messagesOf } from './row-flags.js';
import { all, revisions, type Counts } from './row-expectations.js';

export const FEED_WRITES: Counts = {
  'journal.view': all,
  'journal.change': 2 * all,
  // It has a grant to add to these, and none to change or remove them.
  'journal.shown': all + 1,
};

export const FEED_READS: Counts = {
  ...FEED_WRITES,
  // Open to every role by the rules; this one has no grant on the last four.
  'directory.organisation': all,
  'trends.revision': revisions,
  'trends.corroboration': VERDICTS.length,
  'statistics.published': publishedTables,
  // An event is seen where its referral is.
  'referrals.event': FLAGS.length,
  'journal.audit': 2 * all,
  'trends.entry': ENTRIES.length,
  'trends.contribution': CONTRIBUTIONS.length,
  'statistics.release': RELEASES.length,
  'referrals.referral': FLAGS.length,
  'referrals.consent': FLAGS.length,
  'referrals.supporter': FLAGS.flatMap(({ supporters, former }) => [...supporters, ...former]).length,
  'referrals.service': FLAGS.flatMap(({ services }) => services).length,
  'referrals.message': FLAGS.flatMap(messagesOf).length,
};
