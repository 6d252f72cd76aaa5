// Puts the API together: the schema against the agreement, the database against the agreement, a server per party, HTTP.
import Fastify, { LogController, type FastifyInstance, type FastifyRequest } from 'fastify';
import { buildFullSchema } from './api-schema.js';
import { Unauthenticated, actorReader, type Actor, type TrustedIssuer } from './auth/actor.js';
import { rememberActors } from './auth/actor-cache.js';
import { disagreements } from './auth/schema-audit.js';
import { newRequestId, requestIdOf, sendRefusal } from './http/caller.js';
import { refusalOf } from './http/format-error.js';
import { graphqlRoute } from './http/graphql-route.js';
import { operationsRoutes } from './http/operations-routes.js';
import { PartyServers } from './http/party-servers.js';
import { streamRoute } from './http/stream-route.js';
import { statisticsCsvRoute } from './http/statistics-csv.js';
import { grantDifferences } from './store/live-grants.js';
import { registeredTrust } from './store/registrations.js';
import { Feeds } from './store/feeds.js';
import { Sources, type SourcesOptions } from './store/sources.js';
import type { RequestContext } from './context.js';
import type { ClockLengths } from './domain/referral/clocks.js';

export interface ApiOptions extends SourcesOptions {
  readonly audience: string;
  readonly subjectSecret: string;
  readonly clocks: ClockLengths;
  readonly introspection: boolean;
  /** Issuers whose keys this process holds itself: the development issuer. */
  readonly localIssuers: ReadonlyMap<string, TrustedIssuer>;
  /** The page for a browser on GET /graphql, or null. */
  readonly page: ((request: FastifyRequest) => Promise<string>) | null;
}

const MOST_BODY_BYTES = 256 * 1024;

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
    frameworkErrors: (_error, _request, reply) => {
      sendRefusal(reply, 400, 'BAD_USER_INPUT', 'The address cannot be read.');
    },
  });
  const { countError } = operationsRoutes(app, sources);
  const onError = (error: unknown, requestId: string) => {
    const { code } = refusalOf(error);
    countError(code);
    if (code === 'INTERNAL_SERVER_ERROR' || code === 'UNAVAILABLE')
      app.log.error(traceOf(error, requestId, code));
  };
  const servers = new PartyServers(full, { introspection: options.introspection, onError });
  const feeds = new Feeds(options);
  const trust = registeredTrust(sources, options.localIssuers);
  const readActor = rememberActors(actorReader(trust, options.audience, options.subjectSecret));
  const contextOf = async (request: FastifyRequest, actor: Actor): Promise<RequestContext> => ({
    requestId: requestIdOf(request),
    actor,
    source: await sources.of(actor.organisation.code),
    clocks: options.clocks,
    feeds,
  });
  graphqlRoute(app, { servers, readActor, contextOf, page: options.page });
  streamRoute(app, { full, servers, readActor, contextOf, onError });
  statisticsCsvRoute(app, { servers, readActor, contextOf });

  app.setErrorHandler((error: unknown, request, reply) => {
    if (error instanceof Unauthenticated) {
      return sendRefusal(reply, 401, 'UNAUTHENTICATED', 'A valid access token is required.');
    }
    const { statusCode: status = 500, code } = error as { statusCode?: number; code?: string };
    if (status === 413)
      return sendRefusal(
        reply,
        413,
        'BAD_USER_INPUT',
        `The request is larger than ${MOST_BODY_BYTES} bytes.`,
      );
    if (status < 500) {
      const isJson =
        code === 'FST_ERR_CTP_INVALID_JSON_BODY' || code === 'FST_ERR_CTP_EMPTY_JSON_BODY' || status === 400;
      return sendRefusal(
        reply,
        status,
        'BAD_USER_INPUT',
        isJson ? 'The body is not valid JSON.' : 'The request cannot be read; send JSON.',
      );
    }
    onError(error, requestIdOf(request));
    const refusal = refusalOf(error);
    return sendRefusal(reply, refusal.code === 'UNAVAILABLE' ? 503 : 500, refusal.code, refusal.message);
  });
  app.setNotFoundHandler((_request, reply) =>
    sendRefusal(reply, 404, 'NOT_FOUND', 'Not found. The API is POST /graphql.'),
  );
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
