// Every path by which a field of a referral or of a contribution reaches a reader: none is gone without a line that names the object and
// the guarded fields. The paths are those of the schema, so that a new one is tested because it exists.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PARTIES, gives, type Party } from '../security/support/agreement.js';
import { signIn } from '../security/support/asker.js';
import { FULL, SERVED } from '../security/support/committed.js';
import { QUESTION, arrangeFullData, literalsFor, type World } from '../security/support/full-data.js';
import { SPOKESMEN } from '../security/support/organisations.js';
import { documentAt, pathsOf, type Path } from '../security/support/paths.js';
import { linesLeftBy } from '../api/tools/audit.js';
import { startTestApi, type TestApi } from '../support/api.js';

/** What nobody reads without a line. */
const TRACKED =
  /^(Referral|Consent|ServiceProvided|ReferralEvent|ReferralMessage|ReferralAccess|Contribution)$/;
/** What a feed tells of. */
const TOLD_OF = /^(TrendEntry|Referral|Contribution|Release)$/;

let api: TestApi;
let world: World;
beforeAll(async () => {
  api = await startTestApi();
  world = await arrangeFullData({ query: (sql, parameters) => api.database.owner.query(sql, parameters) });
});
afterAll(() => api.close());

const PATHS = pathsOf(FULL).filter(
  ({ operation, steps, type }) =>
    operation === 'query' &&
    [
      type.name,
      ...steps.map(({ subject }) => subject.split('.')[0]!),
      ...steps.map(({ on }) => on ?? ''),
    ].some((name) => TRACKED.test(name)) &&
    !/^(Consent|ReferralEvent|ReferralMessage)$/.test(steps[0]?.on ?? '') &&
    steps.every(({ subject, on }) => subject !== 'Change.object' || TOLD_OF.test(on!)),
);

const isOpen = ({ steps }: Path, party: Party) =>
  steps.every(({ subject }) => gives(subject, party) || !SERVED.includes(subject));
const isGuarded = (subject: string) => !PARTIES.every((party) => gives(subject, party));
/** What a path asks for that not every party may read: at its end, and on the way. */
const guardedAlong = ({ steps, type }: Path, fields: readonly string[]) =>
  [...steps.map(({ subject }) => subject), ...fields.map((name) => `${type.name}.${name}`)].filter(
    (subject) => SERVED.includes(subject) && !/^(Query|Change)\./.test(subject) && isGuarded(subject),
  );
/** The identifiers of tracked objects that an answer holds. */
const idsIn = (text: string) =>
  [...text.matchAll(/"(ref|contrib)_([0-9a-f-]{36})"/g)].map(
    ([, prefix, key]) => `${prefix === 'ref' ? 'Referral' : 'Contribution'}/${key}`,
  );

test('there are paths to test', () => {
  expect(PATHS.length).toBeGreaterThan(100);
  const roots = new Set(PATHS.map(({ steps }) => steps[0]!.subject));
  expect([...roots].sort()).toEqual([
    'Query.changes',
    'Query.contributions',
    'Query.node',
    'Query.referral',
    'Query.referrals',
    'Query.trendEntries',
    'Query.trendEntry',
  ]);
});

describe.each(PARTIES)('%s', (party) => {
  test('leaves a line by every path that it may go', async () => {
    const ask = await signIn(api, SPOKESMEN[party]);
    const wrong: string[] = [];
    let asked = 0;
    for (const path of PATHS.filter((one) => isOpen(one, party))) {
      const names = Object.keys(path.type.getFields()).filter((name) =>
        gives(`${path.type.name}.${name}`, party),
      );
      if (names.length === 0) continue;
      const fields = names.map((name) => path.type.getFields()[name]!);
      const document = documentAt(path, fields, {
        literals: literalsFor(world, party, path.steps[0]!.on ?? null),
      });
      let text = '';
      const lines = await linesLeftBy(api.database, async () => {
        ({ text } = await ask(document, { statistics: QUESTION }));
      });
      const action = path.steps[0]!.field.name;
      const mine = lines.filter((line) => line.action === action && line.organisation === SPOKESMEN[party]);
      const named = new Set(mine.flatMap(({ objects }) => objects));
      const guarded = new Set(mine.flatMap((line) => line.guarded));
      const unnamed = idsIn(text).filter((name) => !named.has(name));
      const untold = guardedAlong(path, names).filter((subject) => !guarded.has(subject));
      const hasValue = /"data":\{"\w+":(?!null)/.test(text);
      if (mine.length === 0 || named.size === 0 || unnamed.length > 0 || untold.length > 0 || !hasValue)
        wrong.push(
          `${document}: ${mine.length} lines, unnamed ${unnamed.join()}, untold ${untold.join()}: ${text.slice(0, 200)}`,
        );
      asked += 1;
    }
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(10);
  });
});
