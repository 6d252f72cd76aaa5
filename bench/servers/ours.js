// The product as it is: createApi, a token of the development issuer, all three layers on.
import { BlockList } from 'node:net';
import {
  developmentClient,
  openDevelopmentIssuer,
  DEVELOPMENT_ISSUER,
} from '../../dist/auth/development-issuer.js';
import { SCOPES } from '../../dist/auth/scopes.js';
import { createApi } from '../../dist/server.js';
import { answer } from './answer.js';

const AUDIENCE = 'https://samverkan.bench/graphql';

// One organisation asks for all that the machine can do, unless its share is what a work measures.
const UNLIMITED = { requestsPerMinute: 1e9, concurrentRequests: 1_000 };

await answer(async ({ organisation, neighbour, others = [], shares = UNLIMITED, ...database }) => {
  const { url, loginSecret, dataDir, poolSize } = database;
  const issuer = await openDevelopmentIssuer(dataDir);
  const api = await createApi({
    databaseUrl: url,
    loginSecret,
    subjectSecret: 'the secret behind the pseudonyms of a benchmark',
    poolSize,
    audience: AUDIENCE,
    publicUrl: 'https://samverkan.bench',
    proxies: new BlockList(),
    acceptsUnbound: true,
    clocks: { acknowledgeHours: 24, decideWorkingDays: 3, idleDays: 14, expireDays: 180, eraseDays: 90 },
    introspection: false,
    answersTexts: true,
    conformance: false,
    shares,
    localIssuers: new Map([[DEVELOPMENT_ISSUER, issuer.trusted]]),
    page: null,
  });
  const address = await api.listen({ host: '127.0.0.1', port: 0 });
  const headersOf = async (code) => {
    const client = developmentClient(code);
    const token = await issuer.sign({ client, subject: 'benchmark', scopes: SCOPES, audience: AUDIENCE });
    return { authorization: `Bearer ${token}` };
  };
  return {
    url: `${address}/graphql`,
    headers: await headersOf(organisation),
    neighbour: neighbour && (await headersOf(neighbour)),
    others: Object.fromEntries(await Promise.all(others.map(async (code) => [code, await headersOf(code)]))),
  };
});
