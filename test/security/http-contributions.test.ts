// All layers together, over HTTP: whose contributions are whose, by every way to one, and whose verdict is whose, to the unit alone.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { signIn, type Ask } from './support/asker.js';
import { readableContributions } from './support/contribution-expectations.js';
import { CODES, ORGANISATIONS } from './support/organisations.js';
import { CONTRIBUTIONS, VERDICTS, arrangeRows } from './support/row-data.js';
import { startTestApi, type TestApi } from '../support/api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await arrangeRows({ query: (sql, parameters) => api.database.owner.query(sql, parameters) });
});
afterAll(() => api.close());

interface Identified {
  readonly id: string;
}
const idsOf = (nodes: Identified[]) => nodes.map(({ id }) => id).sort();
const entriesWith = async (ask: Ask, fields: string) =>
  ask(`{ trendEntries(first: 100) { nodes { id ${fields} } } }`);

describe.each(CODES)('%s', (code) => {
  const isUnit = ORGANISATIONS[code] === 'UNIT';
  const mine = readableContributions(code).map((id) => `contrib_${id}`);

  test('finds its contributions by every way; those of others, and what went into an entry, only the unit', async () => {
    const ask = await signIn(api, code);
    const { data } = await ask('{ contributions(first: 100) { nodes { id } edges { node { id } } } }');
    const { nodes, edges } = data.contributions;
    expect(idsOf(nodes)).toEqual(mine);
    expect(idsOf(edges.map(({ node }: { node: Identified }) => node))).toEqual(mine);
    for (const status of ['SUBMITTED', 'INCORPORATED', 'DECLINED'] as const) {
      const some = CONTRIBUTIONS.filter((one) => one.status === status).map(({ id }) => `contrib_${id}`);
      const listed = await ask(`{ contributions(status: ${status}) { nodes { id } } }`);
      expect(idsOf(listed.data.contributions.nodes)).toEqual(some.filter((id) => mine.includes(id)));
    }
    for (const { id, organisation } of CONTRIBUTIONS) {
      const found = await ask(
        'query ($id: ID!) { node(id: $id) { ... on Contribution { text organisation { code } } } }',
        { id: `contrib_${id}` },
      );
      if (mine.includes(`contrib_${id}`))
        expect(found.data.node).toEqual({ text: 'iakttagelse', organisation: { code: organisation } });
      else
        expect(found.errors[0]).toMatchObject({ message: 'Not found.', extensions: { code: 'NOT_FOUND' } });
    }
    const entries = await entriesWith(ask, 'contributions { id }');
    const taken = CONTRIBUTIONS.filter(({ status }) => status === 'INCORPORATED');
    if (isUnit)
      expect(
        entries.data.trendEntries.nodes.flatMap((node: { contributions: object[] }) => node.contributions),
      ).toEqual(taken.map(({ id }) => ({ id: `contrib_${id}` })));
    else expect(entries.errors[0]!.extensions.code).toBe('FORBIDDEN_FIELD');
  });

  test('reads every verdict on an entry, and whose it is only as the unit', async () => {
    const ask = await signIn(api, code);
    const { data } = await entriesWith(ask, 'corroborations { id }');
    for (const { id, corroborations } of data.trendEntries.nodes as {
      id: string;
      corroborations: object[];
    }[])
      expect(corroborations).toEqual(
        VERDICTS.filter(({ entry }) => id === `trend_${entry}`).map((one) => ({ id: `corr_${one.id}` })),
      );
    const whose = await entriesWith(ask, 'corroborations { organisation { code } }');
    if (!isUnit) {
      expect(whose.errors[0]!.extensions.code).toBe('FORBIDDEN_FIELD');
      return;
    }
    const nodes = whose.data.trendEntries.nodes as { corroborations: { organisation: { code: string } }[] }[];
    const codes = nodes.flatMap(({ corroborations }) =>
      corroborations.map(({ organisation }) => organisation.code),
    );
    expect(codes.sort()).toEqual(VERDICTS.map(({ organisation }) => organisation).sort());
  });
});
