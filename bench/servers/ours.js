// The product as it is: createApi, a token of the development issuer, all three layers on.
import {
  developmentClient,
  openDevelopmentIssuer,
  DEVELOPMENT_ISSUER,
} from '../../dist/auth/development-issuer.js';
import { SCOPES } from '../../dist/auth/scopes.js';
import { createApi } from '../../dist/server.js';
import { answer } from './answer.js';

const AUDIENCE = 'https://samverkan.bench/graphql';

await answer(async ({ url, loginSecret, dataDir, organisation, poolSize }) => {
  const issuer = await openDevelopmentIssuer(dataDir);
  const api = await createApi({
    databaseUrl: url,
    loginSecret,
    subjectSecret: 'the secret behind the pseudonyms of a benchmark',
    poolSize,
    audience: AUDIENCE,
    clocks: { acknowledgeHours: 24, decideWorkingDays: 3, idleDays: 14, expireDays: 180, eraseDays: 90 },
    introspection: false,
    conformance: false,
    // One organisation asks for all that the machine can do; no share is measured here.
    shares: { requestsPerMinute: 1e9, concurrentRequests: 1_000 },
    localIssuers: new Map([[DEVELOPMENT_ISSUER, issuer.trusted]]),
    page: null,
  });
  const address = await api.listen({ host: '127.0.0.1', port: 0 });
  const client = developmentClient(organisation);
  const token = await issuer.sign({ client, subject: 'benchmark', scopes: SCOPES, audience: AUDIENCE });
  return { url: `${address}/graphql`, headers: { authorization: `Bearer ${token}` } };
});
