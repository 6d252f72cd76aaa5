// Puts the API together: the schema against the agreement, the database against the agreement, a server per party, HTTP.
import Fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
} from 'fastify';
import { buildFullSchema } from './api-schema.js';
import type { Actor } from './auth/actor.js';
import { openGate } from './auth/gate.js';
import { disagreements } from './auth/schema-audit.js';
import type { TrustedIssuer } from './auth/trust.js';
import { newRequestId, requestIdOf, sendRefusal } from './http/caller.js';
import { auditRoutes } from './http/audit-routes.js';
import { closeInOrder } from './http/closing.js';
import { credentialsReader, type Surroundings } from './http/credentials.js';
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
import { logRequests } from './http/request-log.js';
import { notesOf, type RequestNotes } from './http/request-notes.js';
import { MOST_HEADER_BYTES, refuseUnreadable } from './http/unreadable.js';
import { securityHeaders, setSecurityHeaders } from './http/security-headers.js';
import { streamRoute } from './http/stream-route.js';
import { statisticsCsvRoute } from './http/statistics-csv.js';
import { manifestOf } from './store/documents.js';
import { grantDifferences } from './store/live-grants.js';
import { registeredTrust } from './store/registrations.js';
import { Feeds } from './store/feeds.js';
import { Seal } from './store/sealed-secret.js';
import { Sources, type SourcesOptions } from './store/sources.js';
import { UsedProofs } from './store/used-proofs.js';
import { traceOf, type Log } from './log.js';
import type { RequestContext } from './context.js';
import type { ClockLengths } from './domain/referral/clocks.js';
import type { Receivers } from './domain/webhooks/receivers.js';

export interface ApiOptions extends SourcesOptions, Surroundings {
  readonly log: Log;
  readonly audience: string;
  /** Whether a token is accepted that is bound neither to a key nor to a certificate: in development. */
  readonly acceptsUnbound: boolean;
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
  /** How long a node that was told to close answers on, while its readiness says that it goes. */
  readonly noticeMs: number;
  /** The page for a browser on GET /graphql, or null. */
  readonly page: ((request: FastifyRequest) => Promise<string>) | null;
}

/** Builds the API, ready to listen. Refuses when schema, database and agreement do not agree. */
export async function createApi(options: ApiOptions): Promise<FastifyInstance> {
  const full = buildFullSchema();
  refuseToBoot('The schema and the agreement disagree', disagreements(full));
  const sources = new Sources(options);
  refuseToBoot('The database and the agreement disagree', await grantDifferences(await sources.service()));

  const log: FastifyBaseLogger = options.log;
  const app = Fastify({
    bodyLimit: MOST_BODY_BYTES,
    http: { maxHeaderSize: MOST_HEADER_BYTES },
    clientErrorHandler: refuseUnreadable,
    // Until no more requests come, each is answered (http/closing.ts).
    return503OnClosing: false,
    genReqId: newRequestId,
    loggerInstance: log,
    // Fastify would bind the request's id to each line under a name of its own.
    childLoggerFactory: (log) => log,
    logController: new LogController({ disableRequestLogging: true }),
    // Routes here have no JSON schemas, so what would compile them stays unloaded: a tenth of a start.
    schemaController: { compilersFactory: { buildValidator: refuseSchema, buildSerializer: refuseSchema } },
    frameworkErrors: (_error, request, reply) => {
      setSecurityHeaders(request, reply);
      sendRefusal(reply, 400, 'BAD_USER_INPUT', 'The address cannot be read.');
    },
  });
  securityHeaders(app);
  logRequests(app, !options.answersTexts);
  const closing = closeInOrder(app, options.noticeMs);
  const shares = new Shares(options.shares);
  let openStreams = () => 0;
  const { countError } = operationsRoutes(app, {
    sources,
    closing,
    requestsUnderWay: () => shares.requestsUnderWay,
    openStreams: () => openStreams(),
  });
  const onError = (error: unknown, requestId: string, { codes }: RequestNotes) => {
    const { code } = refusalOf(error);
    codes.add(code);
    const cause = (error as { originalError?: unknown }).originalError ?? error;
    if (code === 'INTERNAL_SERVER_ERROR' || code === 'UNAVAILABLE')
      app.log.error({ event: 'error', requestId, code, ...traceOf(cause) });
  };
  const { introspection, conformance, page } = options;
  const servers = new PartyServers(full, { introspection, conformance, shares, onError });
  const feeds = new Feeds(options);
  const { audience, subjectSecret, acceptsUnbound } = options;
  const trust = registeredTrust(sources, options.localIssuers, (issuer, error) =>
    app.log.warn({ event: 'keys', issuer, ...kindOf(error) }),
  );
  const { use: useProof } = new UsedProofs(() => sources.proofs());
  const gate = openGate({ trust, audience, subjectSecret, acceptsUnbound, useProof });
  const credentialsOf = credentialsReader(options);
  const readActor = async (request: FastifyRequest) => {
    const actor = await gate.admit(credentialsOf(request));
    notesOf(request).organisation = actor.organisation.code;
    return actor;
  };
  const holdAgain = async (request: FastifyRequest) => gate.holdAgain(credentialsOf(request).token);
  const webhooks = { receivers: options.webhooks.receivers, seal: new Seal(options.webhooks.key) };
  const contextOf = async (request: FastifyRequest, actor: Actor): Promise<RequestContext> => ({
    requestId: requestIdOf(request),
    notes: notesOf(request),
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
    ({ openStreams } = streamRoute(scope, {
      ...route,
      manifestOf: manifest,
      answersTexts,
      full,
      holdAgain,
      onError,
      countError,
    }));
    statisticsCsvRoute(scope, route);
    auditRoutes(scope, route);
    feedAtomRoute(scope, route);
  });
  answerErrors(app, onError);
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

/** What went wrong between us and an issuer. Fetching says it in the error behind the error. */
function kindOf(error: unknown) {
  const { name, cause } = error as Error & { cause?: { code?: string } };
  return { error: name, state: cause?.code };
}
