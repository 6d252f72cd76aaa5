// Records what the product sends to PostgreSQL for one flag: twice, so that what changes from flag to flag shows.
import { BlockList } from 'node:net';
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import {
  developmentClient,
  DEVELOPMENT_ISSUER,
  openDevelopmentIssuer,
} from '../../dist/auth/development-issuer.js';
import { SCOPES } from '../../dist/auth/scopes.js';
import { PUBLIC_RECEIVERS } from '../../dist/domain/webhooks/receivers.js';
import { openLog } from '../../dist/log.js';
import { createApi } from '../../dist/server.js';
import { INPUT, OPERATION } from '../work/submit-flag.js';
import { answer } from './answer.js';

// The product's own copy of pg, the one that TypeORM loads.
const pg = createRequire(new URL('../../package.json', import.meta.url))('pg');
const AUDIENCE = 'https://samverkan.bench/graphql';

let statements = [];
const query = pg.Client.prototype.query;
pg.Client.prototype.query = function (config, values, ...rest) {
  const { text, name, rowMode } = typeof config === 'string' ? { text: config } : config;
  const given = typeof values === 'function' ? undefined : values;
  statements.push({ text, name, rowMode, values: given ?? config.values ?? [] });
  return query.call(this, config, values, ...rest);
};

await answer(async ({ url, loginSecret, dataDir, organisation }) => {
  const issuer = await openDevelopmentIssuer(dataDir);
  const api = await createApi({
    log: openLog('info', { write: () => {} }),
    databaseUrl: url,
    loginSecret,
    subjectSecret: 'the secret behind the pseudonyms of a benchmark',
    poolSize: 1,
    audience: AUDIENCE,
    publicUrl: 'https://samverkan.bench',
    proxies: new BlockList(),
    acceptsUnbound: true,
    clocks: { acknowledgeHours: 24, decideWorkingDays: 3, idleDays: 14, expireDays: 180, eraseDays: 90 },
    introspection: false,
    answersTexts: true,
    conformance: false,
    noticeMs: 0,
    shares: { requestsPerMinute: 1e9, concurrentRequests: 1_000 },
    webhooks: { key: 'the key of the webhooks of a benchmark', receivers: PUBLIC_RECEIVERS },
    localIssuers: new Map([[DEVELOPMENT_ISSUER, issuer.trusted]]),
    page: null,
  });
  const client = developmentClient(organisation);
  const token = await issuer.sign({ client, subject: 'benchmark', scopes: SCOPES, audience: AUDIENCE });
  const flag = async () => {
    statements = [];
    const key = randomUUID();
    const payload = { query: OPERATION, variables: { input: { ...INPUT, idempotencyKey: key } } };
    const headers = { authorization: `Bearer ${token}` };
    const response = await api.inject({ method: 'POST', url: '/graphql', headers, payload });
    const { data } = response.json();
    if (!data?.submitReferralFlag?.referral) throw new Error(`refused: ${response.body}`);
    return { key, reference: data.submitReferralFlag.referral.reference, statements };
  };
  await flag(); // the first one opens the connection
  return { recorded: [await flag(), await flag()] };
});
