// Does anybody notice? Every mutant is one mistake in the agreement's table, in a grant, in a row rule, in a rule of the
// resolver layer or in what an input reveals; each must be caught by the checks that the other tests of this folder make.
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { getNamedType, isObjectType, type GraphQLObjectType } from 'graphql';
import { PARTIES, SIGNED, gives, isAdded, type Party } from './support/agreement.js';
import { agreedPrivileges } from './support/columns.js';
import { grantMutations } from './support/grant-mutations.js';
import { COUNT_SLIPS, LIFE_SLIPS, UNCHANGED } from './support/life-slips.js';
import { matrixDifferences, rowDifferences } from './support/matrix-differences.js';
import { policyMutations } from './support/policy-mutations.js';
import { privilegeDifferences, type Database } from './support/privileges.js';
import { CONTRIBUTION_SLIPS } from './support/contribution-slips.js';
import { expectedMembers, membersOf } from './support/reachable.js';
import { arrangeRows } from './support/row-data.js';
import { withRowRules } from './support/row-rules.js';
import { FULL, SERVED } from './support/served.js';
import { QUESTIONS, ruleDifferences, rulesOf, type Rules } from './support/shield-differences.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { AGREEMENT, ROW_RULES } from '../../src/auth/matrix.js';
import { partySchema } from '../../src/auth/party-schema.js';
import { ARGUMENT_REVEALS, FIELD_REVEALS, VALUE_REVEALS } from '../../src/auth/reveals.js';
import { disagreements } from '../../src/auth/schema-audit.js';
import { shieldEverywhere } from '../../src/auth/shield.js';
import { grantsOf } from '../../src/store/grants.js';
import { grantDifferences } from '../../src/store/live-grants.js';

const TABLE = AGREEMENT as Record<string, (string | null)[]>;
let database: TestDatabase;
let owner: Database;
beforeAll(async () => {
  database = await cloneDatabase();
  owner = { query: (sql, parameters) => database.owner.query(sql, parameters) };
  await arrangeRows(owner);
});
afterAll(() => database.drop());

let total = 0;
let caught = 0;
let survivors: string[] = [];
function count(mutant: string, isCaught: boolean): void {
  total += 1;
  if (isCaught) caught += 1;
  else survivors.push(mutant);
}
afterEach(() => {
  const missed = survivors;
  survivors = [];
  expect(missed).toEqual([]);
});

/** The opposite of a cell: taken away where it was given, given where it was not. */
function flipped(subject: string, index: number): string {
  if (TABLE[subject]![index] !== '-') return '-';
  return /^(Query|Mutation|Subscription)\./.test(subject) ? 'X' : 'R';
}

/** Looks at the house while one cell of its own table is the other way round. */
async function whileFlipped<T>(subject: string, party: Party, look: () => T | Promise<T>): Promise<T> {
  const row = TABLE[subject]!;
  const index = PARTIES.indexOf(party);
  const before = row[index]!;
  row[index] = flipped(subject, index);
  try {
    return await look();
  } finally {
    row[index] = before;
  }
}

test('a flipped cell, another scope, another row rule, a row more or less', () => {
  for (const [subject, row] of Object.entries(TABLE)) {
    PARTIES.forEach((party, index) => {
      const mutant = row.with(index, flipped(subject, index));
      count(`${subject} ${party}`, rowDifferences(subject, mutant, ROW_RULES).length > 0);
    });
    const [scope = null, rule = null] = row.slice(7);
    const mutants = [
      [scope === null ? 'audit:read' : null, rule],
      [scope, rule === null ? 'own' : null],
      [scope, rule === 'published' ? 'ownUnitAll' : 'published'],
    ];
    for (const end of mutants) {
      count(
        `${subject} ${end.join()}`,
        rowDifferences(subject, [...row.slice(0, 7), ...end], ROW_RULES).length > 0,
      );
    }
    const { [subject]: _gone, ...fewer } = TABLE;
    count(`without ${subject}`, matrixDifferences(fewer, ROW_RULES).length > 0);
  }
  const more = { ...TABLE, 'Referral.identity': TABLE['Referral.id']! };
  count('one row more', matrixDifferences(more, ROW_RULES).length > 0);
});

const isSame = (some: ReadonlySet<string>, others: ReadonlySet<string>) =>
  some.size === others.size && [...some].every((one) => others.has(one));

test('a flipped cell shows in the grants that are derived from it', async () => {
  const stored = SERVED.filter((subject) =>
    /^(TrendEntry|Referral|Consent|ReferralEvent|ServiceProvided|ReferralMessage|ActivityReport|Batch|Organisation|Mutation)\./.test(
      subject,
    ),
  );
  // What carries these is needed for something else too: keys, what lists are ordered by, what every mutation leaves behind.
  const shared =
    /^(Organisation\.(id|code)|TrendEntry\.(id|revision|revisions|status|period|publishedAt|access)|Referral\.(id|status|recipient|consentState|access|consents|events|services|supporters|messages)|(Consent|ReferralEvent|ServiceProvided|ReferralMessage)\.(id|at))$/;
  for (const subject of stored.filter((one) => !shared.test(one))) {
    for (const party of PARTIES) {
      const derived = await whileFlipped(subject, party, () => grantsOf(party));
      const names = new Set(
        derived.map(
          ({ privilege, table, column }) => `${privilege} ${table}${column === null ? '' : `.${column}`}`,
        ),
      );
      const agreed = agreedPrivileges(party);
      const otherwise = agreedPrivileges(party, (one) => gives(one, party) !== (one === subject));
      // Steps write the same columns, so a party that may take one gains no column with another.
      if (isSame(agreed, otherwise)) continue;
      count(`grants: ${subject} ${party}`, !isSame(names, agreed));
    }
  }
});

/** Whether a schema would hold a field, were it given: the way to it is open, and something may be read of what it leads to. */
function wouldShow({ subject, path }: (typeof QUESTIONS)[number], party: Party): boolean {
  const [type = '', name = ''] = subject.split('.');
  const led = getNamedType((FULL.getType(type) as GraphQLObjectType).getFields()[name]!.type);
  const isOpen = (one: string) => !SERVED.includes(one) || gives(one, party);
  return (
    path.steps.every((step) => isOpen(step.subject)) &&
    (!isObjectType(led) || Object.keys(led.getFields()).some((field) => isOpen(`${led.name}.${field}`)))
  );
}

test('a flipped cell shows in the schema of its party and in the rules of the resolver layer', async () => {
  for (const [index, question] of QUESTIONS.entries()) {
    const { subject } = question;
    if (isAdded(subject)) continue;
    const turn = [...PARTIES.slice(index % PARTIES.length), ...PARTIES.slice(0, index % PARTIES.length)];
    const party = turn.find((one) => wouldShow(question, one))!;
    const members = await whileFlipped(subject, party, () => membersOf(partySchema(FULL, party)));
    count(`schema: ${subject} ${party}`, members.has(subject) !== gives(subject, party));
    const differences = await whileFlipped(subject, party, () =>
      ruleDifferences(rulesOf(shieldEverywhere(FULL)), question),
    );
    count(`shield: ${subject} ${party}`, differences.length > 0);
  }
});

test('a rule of the resolver layer that is loosened or lost', async () => {
  const rules = rulesOf(shieldEverywhere(FULL));
  for (const question of QUESTIONS) {
    const [type = '', field = ''] = question.subject.split('.');
    const open = (resolve: () => Promise<unknown>) => resolve();
    const { [field]: _lost, ...rest } = rules[type]!;
    const loosened: Rules = { ...rules, [type]: { ...rest, [field]: open } };
    count(`loosened: ${question.subject}`, (await ruleDifferences(loosened, question)).length > 0);
    const lost: Rules = { ...rules, [type]: rest };
    count(`lost: ${question.subject}`, (await ruleDifferences(lost, question)).length > 0);
  }
});

const isOutOfStep = (party: Party) =>
  membersOf(partySchema(FULL, party)).size !== expectedMembers(FULL, party).size;

test('an input that no longer says what it reveals, and a row that nothing serves any more', () => {
  expect(disagreements(FULL)).toEqual([]);
  for (const reveals of [FIELD_REVEALS, ARGUMENT_REVEALS, VALUE_REVEALS] as Record<string, string>[]) {
    for (const [name, subject] of Object.entries(reveals)) {
      delete reveals[name];
      // Of the words that no filter holds, boot knows nothing; that they are the unit's shows in the party schemas.
      const isCaught = disagreements(FULL).length > 0 || PARTIES.some(isOutOfStep);
      count(`reveals: ${name}`, isCaught);
      reveals[name] = subject;
    }
  }
  for (const { subject } of SIGNED) {
    const [type = '', name = ''] = subject.split('.');
    const fields = (FULL.getType(type) as GraphQLObjectType).getFields();
    const field = fields[name]!;
    delete fields[name];
    count(`not served: ${subject}`, disagreements(FULL).includes(`${subject} has a row but is not served`));
    fields[name] = field;
  }
});

/** Looks at the database while one statement has been run, and undoes it. */
async function whileRun<T>(sql: string, look: () => Promise<T>): Promise<T> {
  await owner.query('begin');
  try {
    await owner.query(sql);
    return await look();
  } finally {
    await owner.query('rollback');
  }
}

// There are many, and each is held against the whole catalogue.
test.each([0, 1, 2])('a grant too few or too many, every third: %i', async (turn) => {
  const { boot } = await grantMutations(owner);
  for (const sql of boot.filter((_, index) => index % 3 === turn)) {
    count(sql, (await whileRun(sql, () => grantDifferences(database.owner))).length > 0);
  }
});

test('a grant too few or too many for one login', async () => {
  const { logins } = await grantMutations(owner);
  for (const sql of logins) count(sql, (await whileRun(sql, () => privilegeDifferences(owner))).length > 0);
});

test.each([1, 2])('a row rule dropped, opened, closed or slipped in: half %s', async (half) => {
  const { rows } = await policyMutations(owner);
  await withRowRules(owner, async (check) => {
    expect(await check()).toEqual([]);
    for (const sql of rows.filter((_, index) => index % 2 === half - 1))
      count(sql, (await check(sql)).length > 0);
    expect(await check()).toEqual([]);
  });
});

test('a table unprotected', async () => {
  const { boot } = await policyMutations(owner);
  for (const sql of boot) {
    count(sql, (await whileRun(sql, () => grantDifferences(database.owner))).length > 0);
  }
});

test('what only looks like a slip is none', async () => {
  await withRowRules(owner, async (check) => {
    for (const sql of UNCHANGED) expect(await check(sql)).toEqual([]);
  });
});

test.each([
  ["the rules of a referral's life", LIFE_SLIPS],
  ['the rules of contributions and verdicts', CONTRIBUTION_SLIPS],
  ['what is counted and noted when a referral changes', COUNT_SLIPS],
])('one slip in %s', async (_what, slips) => {
  await withRowRules(owner, async (check) => {
    for (const sql of slips) count(sql, (await check(sql)).length > 0);
    expect(await check()).toEqual([]);
  });
});

test('every mutant was caught, and there were enough of them', async () => {
  expect(await grantDifferences(database.owner)).toEqual([]);
  expect(matrixDifferences(TABLE, ROW_RULES)).toEqual([]);
  expect(caught).toBe(total);
  expect(total).toBeGreaterThanOrEqual(5000);
});
