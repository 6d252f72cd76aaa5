// The resolver layer alone: rules on every field of the schema of all parties together, over resolvers that answer anything.
import { expect, test } from '@jest/globals';
import { applyMiddleware } from 'graphql-middleware';
import { execute, extendSchema, parse } from 'graphql';
import { PARTIES } from './support/agreement.js';
import { FULL, SERVED } from './support/served.js';
import { QUESTIONS, actor, ask, rulesOf, shieldDifferences } from './support/shield-differences.js';
import { stubbed } from './support/stub-schema.js';
import { shieldEverywhere, shieldRoots } from '../../src/auth/shield.js';
import type { Scope } from '../../src/auth/scopes.js';

test('without rules every field answers everybody: what is denied below is denied by the rules', async () => {
  const schema = stubbed(FULL);
  const answers = await Promise.all(QUESTIONS.map((question) => ask(schema, question)));
  expect(
    QUESTIONS.filter((_, index) => answers[index] !== 'answered').map(({ document }) => document),
  ).toEqual([]);
  expect(QUESTIONS).toHaveLength(SERVED.length);
});

test('every field is answered or denied as the agreement says, to every party, with and without the scope', async () => {
  expect(await shieldDifferences(rulesOf(shieldEverywhere(FULL)))).toEqual([]);
});

test('the rules that run in production decide every operation and its scope as the agreement says', async () => {
  const operations = QUESTIONS.filter(({ path }) => path.steps.length === 0);
  expect(operations.length).toBeGreaterThan(10);
  expect(await shieldDifferences(rulesOf(shieldRoots(FULL)), operations)).toEqual([]);
});

test('a field without a row is denied, wherever it hangs', async () => {
  const extended = extendSchema(
    FULL,
    parse(
      `extend type Query { stray: Stray strayText: String } type Stray { text: String } extend type Organisation { secret: String }`,
    ),
  );
  const schema = applyMiddleware(stubbed(extended), shieldEverywhere(extended));
  for (const party of PARTIES) {
    const run = (document: string) =>
      execute({ schema, document: parse(document), contextValue: { actor: actor(party) } });
    const control = await run('{ organisation(code: "rfsu") { code } }');
    expect(control).toEqual({ data: { organisation: { code: 'text' } } });
    for (const document of [
      '{ strayText }',
      '{ stray { text } }',
      '{ organisation(code: "rfsu") { secret } }',
    ]) {
      const { data, errors = [] } = await run(document);
      expect(JSON.stringify(data)).toMatch(/null/);
      expect(JSON.stringify(data)).not.toMatch(/text"?}/);
      expect(errors.map(({ extensions }) => extensions)).toEqual([{ code: 'FORBIDDEN' }]);
    }
  }
});

test('a rule that throws denies', async () => {
  const schema = applyMiddleware(stubbed(FULL), shieldEverywhere(FULL));
  const broken = {
    get organisation(): never {
      throw new Error('the rule breaks');
    },
    scopes: new Set<Scope>(),
  };
  const answers = await Promise.all(QUESTIONS.map((question) => ask(schema, question, broken)));
  expect(new Set(answers)).toEqual(new Set(['denied']));
});

test('one answer never decides another: fields of one document are decided each by its own rule', async () => {
  const schema = applyMiddleware(stubbed(FULL), shieldEverywhere(FULL));
  const document = parse('{ trendEntries { nodes { title policingNotes healthNotes outreachGuidance } } }');
  const contextValue = { actor: actor('POLICE') };
  for (let round = 0; round < 2; round += 1) {
    const { data, errors = [] } = await execute({ schema, document, contextValue });
    const node = { title: 'text', policingNotes: 'text', healthNotes: null, outreachGuidance: null };
    expect(data).toEqual({ trendEntries: { nodes: [node] } });
    expect(errors.map(({ path }) => path?.at(-1))).toEqual(['healthNotes', 'outreachGuidance']);
  }
});
