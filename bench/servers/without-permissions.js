// The product with its permissions switched off, to see what they cost: the full schema, no shield, no party schema, no scopes,
// no token, and the owner's login instead of an organisation's. The rest is the product's own.
import { registerHooks } from 'node:module';
import { answer } from './answer.js';

// Libraries come from the product's folder, so that there is one copy of each in this process.
const product = new URL('../../package.json', import.meta.url).href;
const isInstalled = (parent) => parent?.includes('/node_modules/');
registerHooks({
  resolve(specifier, context, next) {
    const isPackage = !/^[./]|^\w+:/.test(specifier);
    const parentURL = isPackage && !isInstalled(context.parentURL) ? product : context.parentURL;
    return next(specifier, { ...context, parentURL });
  },
});

const { ApolloServer } = await import('@apollo/server');
const disabled = await import('@apollo/server/plugin/disabled');
const { default: Fastify, LogController } = await import('fastify');
const { DataSource } = await import('typeorm');
const { buildFullSchema } = await import('../../dist/api-schema.js');
const { newRequestId } = await import('../../dist/http/caller.js');
const { compiledGateway } = await import('../../dist/http/executor.js');
const { graphqlRoute } = await import('../../dist/http/graphql-route.js');
const { withBackPressure } = await import('../../dist/http/limits/back-pressure.js');
const { documentLimits } = await import('../../dist/http/limits/document-limits.js');
const { Shares } = await import('../../dist/http/limits/shares.js');
const { operationsRoutes } = await import('../../dist/http/operations-routes.js');
const { securityHeaders } = await import('../../dist/http/security-headers.js');
const { stringifyWithRaw } = await import('../../dist/schema/raw-json.js');

await answer(async ({ url, poolSize, party }) => {
  const source = await new DataSource({
    type: 'postgres',
    url,
    poolSize,
    installExtensions: false,
  }).initialize();
  const sources = { of: async () => source, service: async () => source };
  const shares = new Shares({ requestsPerMinute: 1e9, concurrentRequests: 1_000 });
  const apollo = new ApolloServer({
    gateway: compiledGateway(buildFullSchema()),
    nodeEnv: 'production',
    csrfPrevention: true,
    stringifyResult: stringifyWithRaw,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: 4_000 },
    plugins: [
      documentLimits(shares),
      disabled.ApolloServerPluginCacheControlDisabled(),
      disabled.ApolloServerPluginLandingPageDisabled(),
      disabled.ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await apollo.start();
  const app = Fastify({
    genReqId: newRequestId,
    logger: { level: 'warn' },
    logController: new LogController({ disableRequestLogging: true }),
  });
  securityHeaders(app);
  operationsRoutes(app, sources);
  // Everybody is RFSU, whoever asks: the statement names the same columns, but nothing checks that it may.
  const actor = { organisation: { code: 'rfsu', party }, scopes: new Set() };
  const servers = { of: async () => ({ apollo, sdl: '' }) };
  const contextOf = async ({ id }) => ({ requestId: id, actor, source, clocks: {} });
  const route = { servers, readActor: async () => actor, shares, contextOf, answersTexts: true, page: null };
  withBackPressure(app, (scope) => graphqlRoute(scope, route));
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  return { url: `${address}/graphql`, headers: { authorization: 'Bearer any.token.holds' } };
});
