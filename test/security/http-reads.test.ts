// All layers together, over HTTP: what a party may read comes back with its value by every path; what it may not is refused
// by every path, and nothing else is in the answer.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PARTIES, SIGNED, gives, isAdded, type Party } from './support/agreement.js';
import { signIn } from './support/asker.js';
import { FULL, SERVED } from './support/committed.js';
import {
  OVERHEARD,
  PLANTED,
  QUESTION,
  arrangeFullData,
  canary,
  literalsFor,
  type World,
} from './support/full-data.js';
import { SPOKESMEN } from './support/organisations.js';
import { documentAt, pathsOf, type Path } from './support/paths.js';

import { seal } from '../api/tools/audit.js';
import { startTestApi, type TestApi } from '../support/api.js';

const PATHS = pathsOf(FULL);
/** The types of object that a feed tells of. */
const TOLD_OF = /^(TrendEntry|Referral|Contribution|Release)$/;
const VARIABLES = { statistics: QUESTION };
let api: TestApi;
let world: World;
beforeAll(async () => {
  api = await startTestApi();
  world = await arrangeFullData({ query: (sql, parameters) => api.database.owner.query(sql, parameters) });
  await seal(api.database);
});
afterAll(() => api.close());

/** Paths of queries that lead to rows; consents, events and messages have no identifier that `node` would look up. */
function readablePaths(party: Party): Path[] {
  return PATHS.filter(
    ({ operation, steps }) =>
      operation === 'query' &&
      steps.length > 0 &&
      !/^(Consent|ReferralEvent|ReferralMessage)$/.test(steps[0]!.on ?? '') &&
      steps.every(({ subject, on }) => subject !== 'Change.object' || TOLD_OF.test(on!)) &&
      steps.every(({ subject }) => gives(subject, party) || !SERVED.includes(subject)),
  );
}

/** Every value that an answer has for a field at the end of a path. */
function valuesAt(data: unknown, { steps }: Path, field: string): unknown[] {
  const names = [...steps.map((step) => step.field.name), field];
  return names
    .reduce<unknown[]>(
      (values, name) =>
        values
          .flat()
          .flatMap((value) =>
            value === null || value === undefined ? [] : [(value as Record<string, unknown>)[name]],
          ),
      [data],
    )
    .flat();
}

describe.each(PARTIES)('%s', (party) => {
  const denied = SERVED.filter((subject) => !gives(subject, party));
  /** Planted words of fields that the party may not read, and of a message that is not for it. */
  const secrets = [
    OVERHEARD,
    ...Object.entries(PLANTED).flatMap(([column, subject]) =>
      gives(subject, party) ? [] : [canary(column)],
    ),
  ];

  test('reads a value of every field that it is given, by every path, and no word that is not for it', async () => {
    const ask = await signIn(api, SPOKESMEN[party]);
    const wrong: string[] = [];
    const read = new Set<string>();
    for (const path of readablePaths(party)) {
      const { type, steps } = path;
      const fields = Object.values(type.getFields()).filter(({ name }) =>
        gives(`${type.name}.${name}`, party),
      );
      if (fields.length === 0) continue;
      const document = documentAt(path, fields, {
        literals: literalsFor(world, party, steps[0]!.on ?? null),
      });
      const { data, errors, text } = await ask(document, VARIABLES);
      for (const { name } of fields) {
        const values = errors.length > 0 ? [] : valuesAt(data, path, name);
        const column = Object.keys(PLANTED).find((key) => PLANTED[key] === `${type.name}.${name}`);
        const isThere = column
          ? values.includes(canary(column))
          : values.some((value) => value !== null && value !== undefined);
        if (!isThere) wrong.push(`${name} in ${document}: ${text.slice(0, 200)}`);
        read.add(`${type.name}.${name}`);
      }
      if (secrets.some((secret) => text.includes(secret))) wrong.push(`a secret in ${document}`);
    }
    expect(wrong).toEqual([]);
    const readable = SERVED.filter(
      (subject) => gives(subject, party) && !/^(Query|Mutation|Subscription)\./.test(subject),
    );
    expect([...read].sort()).toEqual(readable.sort());
  });

  test('reads each of them alone', async () => {
    const ask = await signIn(api, SPOKESMEN[party]);
    const paths = readablePaths(party);
    const wrong: string[] = [];
    for (const subject of SERVED.filter(
      (one) => gives(one, party) && !/^(Query|Mutation|Subscription)\./.test(one),
    )) {
      const [type, name = ''] = subject.split('.');
      const path = paths.find((one) => one.type.name === type)!;
      const literals = literalsFor(world, party, path.steps[0]!.on);
      const document = documentAt(path, [path.type.getFields()[name]!], { literals });
      const { data, errors } = await ask(document, VARIABLES);
      const values = errors.length > 0 ? [] : valuesAt(data, path, name);
      if (!values.some((value) => value !== null && value !== undefined)) wrong.push(document);
    }
    expect(wrong).toEqual([]);
  });

  test('is refused every denied field by every path, with the code and the name, and gets nothing else', async () => {
    const ask = await signIn(api, SPOKESMEN[party]);
    const wrong: string[] = [];
    let asked = 0;
    for (const subject of denied) {
      const [typeName, name = ''] = subject.split('.');
      for (const path of PATHS.filter(({ type }) => type.name === typeName)) {
        const literals = literalsFor(world, party, path.steps[0]?.on);
        const document = documentAt(path, [path.type.getFields()[name]!], { literals });
        const { status, data, errors, text } = await ask(document, VARIABLES);
        const isOperation = /^(Query|Mutation|Subscription)\./.test(subject);
        const message = isOperation
          ? `${name} is not open to ${party}.`
          : `${subject} is not shared with ${party}.`;
        const isNamed = errors.some((error) => error.message === message);
        const isRefused =
          errors.every(({ extensions }) => /^FORBIDDEN(_FIELD)?$/.test(extensions.code)) &&
          errors.at(-1)?.message === message;
        const hasOnlyErrors =
          Object.keys(JSON.parse(text) as object).join() === 'errors' && data === undefined;
        if (!(status === 400 && isNamed && isRefused && hasOnlyErrors && !/kanarie/.test(text)))
          wrong.push(`${document}: ${text}`);
        asked += 1;
      }
    }
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThanOrEqual(denied.length);
  });

  test('reads the agreement itself, and it is the signed one', async () => {
    const { data } = await (
      await signIn(api, SPOKESMEN[party])
    )('{ permissions { subject party access scope } }');
    const rows = data.permissions.filter(({ subject }: { subject: string }) => !isAdded(subject));
    expect(rows).toEqual(
      SIGNED.flatMap(({ subject, cells, scope }) =>
        PARTIES.map((one) => ({ subject, party: one, access: cells[one], scope })),
      ),
    );
  });

  test('finds an entry by exactly those of its texts that it may read', async () => {
    const ask = await signIn(api, SPOKESMEN[party]);
    const searched = [
      ...['title', 'summary', 'body', 'method', 'coverage', 'method_notes', 'sources', 'policing_notes'],
      ...['health_notes', 'outreach_guidance'],
    ];
    for (const column of searched) {
      const search = `query ($text: String) { trendEntries(filter: { search: $text }) { nodes { id } } }`;
      const { data } = await ask(search, { text: canary(column) });
      const found = gives(PLANTED[column]!, party) ? [{ id: world.entry }] : [];
      expect({ column, nodes: data.trendEntries.nodes }).toEqual({ column, nodes: found });
    }
  });
});
