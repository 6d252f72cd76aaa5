// Puts the API together: the schema against the agreement, the database against the agreement, a server per party, HTTP.
import Fastify, { LogController, type FastifyInstance, type FastifyRequest } from 'fastify';
import { buildFullSchema } from './api-schema.js';
import { actorReader, type Actor, type TrustedIssuer } from './auth/actor.js';
import { rememberActors } from './auth/actor-cache.js';
import { disagreements } from './auth/schema-audit.js';
import { newRequestId, requestIdOf, sendRefusal } from './http/caller.js';
import { answerErrors } from './http/error-handler.js';
import { refusalOf } from './http/format-error.js';
import { feedAtomRoute } from './http/feed-atom.js';
import { graphqlRoute } from './http/graphql-route.js';
import { rememberManifests } from './http/manifests.js';
import { withBackPressure } from './http/limits/back-pressure.js';
import { MOST_BODY_BYTES } from './http/limits/limits.js';
import { Shares, type ShareOptions } from './http/limits/shares.js';
import { operationsRoutes } from './http/operations-routes.js';
import { PartyServers } from './http/party-servers.js';
import { securityHeaders, setSecurityHeaders } from './http/security-headers.js';
import { streamRoute } from './http/stream-route.js';
import { statisticsCsvRoute } from './http/statistics-csv.js';
import { manifestOf } from './store/documents.js';
import { grantDifferences } from './store/live-grants.js';
import { registeredTrust } from './store/registrations.js';
import { Feeds } from './store/feeds.js';
import { Seal } from './store/sealed-secret.js';
import { Sources, type SourcesOptions } from './store/sources.js';
import type { RequestContext } from './context.js';
import type { ClockLengths } from './domain/referral/clocks.js';
import type { Receivers } from './domain/webhooks/receivers.js';

export interface ApiOptions extends SourcesOptions {
  readonly audience: string;
  readonly subjectSecret: string;
  readonly clocks: ClockLengths;
  readonly introspection: boolean;
  /** Whether documents are answered that the client has not registered. */
  readonly answersTexts: boolean;
  /** Answers in every way that GraphQL over HTTP allows, for its audit: no protection against requests of other sites. */
  readonly conformance: boolean;
  /** How much of this node an organisation may take. */
  readonly shares: ShareOptions;
  /** What secrets of webhooks are sealed with, and where webhooks may lead. */
  readonly webhooks: { readonly key: string; readonly receivers: Receivers };
  /** Issuers whose keys this process holds itself: the development issuer. */
  readonly localIssuers: ReadonlyMap<string, TrustedIssuer>;
  /** The page for a browser on GET /graphql, or null. */
  readonly page: ((request: FastifyRequest) => Promise<string>) | null;
}

/** Builds the API, ready to listen. Refuses when schema, database and agreement do not agree. */
export async function createApi(options: ApiOptions): Promise<FastifyInstance> {
  const full = buildFullSchema();
  refuseToBoot('The schema and the agreement disagree', disagreements(full));
  const sources = new Sources(options);
  refuseToBoot('The database and the agreement disagree', await grantDifferences(await sources.service()));

  const app = Fastify({
    bodyLimit: MOST_BODY_BYTES,
    genReqId: newRequestId,
    logger: { level: 'warn' },
    logController: new LogController({ disableRequestLogging: true }),
    // Routes here have no JSON schemas, so what would compile them stays unloaded: a tenth of a start.
    schemaController: { compilersFactory: { buildValidator: refuseSchema, buildSerializer: refuseSchema } },
    frameworkErrors: (_error, request, reply) => {
      setSecurityHeaders(request, reply);
      sendRefusal(reply, 400, 'BAD_USER_INPUT', 'The address cannot be read.');
    },
  });
  securityHeaders(app);
  const { countError } = operationsRoutes(app, sources);
  const onError = (error: unknown, requestId: string) => {
    const { code } = refusalOf(error);
    countError(code);
    if (code === 'INTERNAL_SERVER_ERROR' || code === 'UNAVAILABLE')
      app.log.error(traceOf(error, requestId, code));
  };
  const { introspection, conformance, page } = options;
  const shares = new Shares(options.shares);
  const servers = new PartyServers(full, { introspection, conformance, shares, onError });
  const feeds = new Feeds(options);
  const trust = registeredTrust(sources, options.localIssuers);
  const readActor = rememberActors(actorReader(trust, options.audience, options.subjectSecret));
  const webhooks = { receivers: options.webhooks.receivers, seal: new Seal(options.webhooks.key) };
  const contextOf = async (request: FastifyRequest, actor: Actor): Promise<RequestContext> => ({
    requestId: requestIdOf(request),
    actor,
    source: await sources.of(actor.organisation.code),
    clocks: options.clocks,
    webhooks,
    feeds,
  });
  const manifest = rememberManifests(async (client) => manifestOf(await sources.service(), client));
  const { answersTexts } = options;
  withBackPressure(app, (scope) => {
    const route = { servers, readActor, shares, contextOf };
    graphqlRoute(scope, { ...route, manifestOf: manifest, answersTexts, page });
    streamRoute(scope, { ...route, manifestOf: manifest, answersTexts, full, onError });
    statisticsCsvRoute(scope, route);
    feedAtomRoute(scope, route);
  });
  answerErrors(app, { onError, countError });
  app.addHook('onClose', async () => {
    await servers.stop();
    await feeds.stop();
    await sources.close();
  });
  return app;
}

function refuseSchema(): never {
  throw new Error('routes have no JSON schemas');
}

function refuseToBoot(what: string, differences: readonly string[]): void {
  if (differences.length === 0) return;
  throw new Error(`${what}:\n${differences.map((line) => `  ${line}`).join('\n')}`);
}

/** Where an error came from, without its message: messages of the database repeat values. */
function traceOf(error: unknown, requestId: string, code: string) {
  const cause = (error as { originalError?: unknown }).originalError ?? error;
  const { name, stack = '', code: state } = cause as Error & { code?: string };
  const at = stack.split('\n').filter((line) => line.trimStart().startsWith('at '));
  return { requestId, code, error: name, state, at: at.map((line) => line.trim()).slice(0, 12) };
}
