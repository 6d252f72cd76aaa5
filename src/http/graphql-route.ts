// POST /graphql for every party, GET /graphql for queries; in development a browser gets GraphiQL.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { callerOf, requestIdOf, sendRefusal } from './caller.js';
import { withRequestId } from './format-error.js';
import type { PartyServer, PartyServers } from './party-servers.js';
import { fillInDocument } from './trusted-documents.js';
import type { Actor } from '../auth/actor.js';
import type { Party } from '../domain/parties.js';
import type { RequestContext } from '../context.js';
import type { ClientName, Manifest } from '../store/documents.js';

/** What every route needs that answers as a party. */
export interface PartyRouteOptions {
  readonly servers: PartyServers;
  readonly readActor: (token: string) => Promise<Actor>;
  readonly contextOf: (request: FastifyRequest, actor: Actor) => Promise<RequestContext>;
}

interface GraphqlRouteOptions extends PartyRouteOptions {
  readonly manifestOf: (client: ClientName) => Promise<Manifest>;
  /** Whether a request may carry its document as text. */
  readonly answersTexts: boolean;
  /** The page for a browser, in development. */
  readonly page: ((request: FastifyRequest) => Promise<string>) | null;
}

/** Serves the API. The token's organisation chooses the party's server and the organisation's own pool. */
export function graphqlRoute(
  app: FastifyInstance,
  { servers, readActor, contextOf, manifestOf, answersTexts, page }: GraphqlRouteOptions,
): void {
  const contexts = new WeakMap<FastifyRequest, RequestContext>();
  const handlerFor = ({ apollo }: PartyServer) =>
    fastifyApolloHandler(apollo, { context: async (request) => contexts.get(request)! });
  const handlers = new Map<Party, ReturnType<typeof handlerFor>>();
  const handlerOf = async (party: Party) => {
    const handler = handlers.get(party) ?? handlerFor(await servers.of(party));
    handlers.set(party, handler);
    return handler;
  };

  const handle = async function (this: FastifyInstance, request: FastifyRequest, reply: FastifyReply) {
    const actor = await callerOf(request, readActor);
    const refusal = await fillInDocument(request, () => manifestOf(actor), answersTexts);
    if (refusal) return sendRefusal(reply, refusal.status, refusal.code, refusal.message);
    contexts.set(request, await contextOf(request, actor));
    const handler = await handlerOf(actor.organisation.party);
    const answer = await handler.call(this, request, reply);
    // As a string it would be measured once and encoded once more.
    return typeof answer === 'string' && reply.statusCode < 400 ? Buffer.from(answer) : answer;
  };

  app.post('/graphql', { onSend: completeRefusal }, handle);
  app.get('/graphql', { onSend: completeRefusal }, async function (request, reply) {
    const isBrowser = request.headers.accept?.includes('text/html') ?? false;
    if (page && isBrowser) return reply.type('text/html; charset=utf-8').send(await page(request));
    return handle.call(this, request, reply);
  });

  app.get('/schema.graphql', async (request, reply) => {
    const actor = await callerOf(request, readActor);
    return reply.type('text/plain; charset=utf-8').send((await servers.of(actor.organisation.party)).sdl);
  });
}

async function completeRefusal(request: FastifyRequest, reply: FastifyReply, payload: unknown) {
  if (reply.statusCode < 400 || typeof payload !== 'string') return payload;
  void reply.removeHeader('content-length');
  return withRequestId(payload, requestIdOf(request));
}
