// A read that takes longer than a statement may is not sent again: it would take as long again.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

test('is refused by the limit, and others are answered', async () => {
  const { owner, name } = api.database;
  // Sessions that begin from now on have a moment for a statement; what they wait for, the owner holds.
  await owner.query(`alter role samverkan_org_rfsu in database ${name} set statement_timeout = '300ms'`);
  const holder = owner.createQueryRunner();
  await holder.startTransaction();
  await holder.query('lock table trends.revision in access exclusive mode');
  const ask = (organisation: string) => api.as(organisation)('{ trendEntries { nodes { title } } }');
  const { status, errors } = await ask('rfsu');
  expect([status, errors[0]?.extensions.code, errors[0]?.message]).toEqual([
    200,
    'QUERY_TOO_COMPLEX',
    'statement time: at most 5 s in the database; ask for less.',
  ]);
  const others = ask('rfsl');
  await holder.rollbackTransaction();
  await holder.release();
  expect((await others).errors).toEqual([]);
  await owner.query(`alter role samverkan_org_rfsu in database ${name} reset statement_timeout`);
});
