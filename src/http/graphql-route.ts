// POST /graphql for every party, GET /graphql for queries; in development a browser gets GraphiQL.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { isAcceptable, NOT_ACCEPTABLE } from './acceptable.js';
import { answerCaller, requestIdOf, sendRefusal, type Admission } from './caller.js';
import { withRequestId } from './format-error.js';
import type { PartyServer, PartyServers } from './party-servers.js';
import { notesOf } from './request-notes.js';
import { pagePolicy } from './security-headers.js';
import { fillInDocument } from './trusted-documents.js';
import type { Actor } from '../auth/actor.js';
import type { Party } from '../domain/parties.js';
import type { RequestContext } from '../context.js';
import type { ClientName, Manifest } from '../store/documents.js';

/** What every route needs that answers as a party. */
export interface PartyRouteOptions extends Admission {
  readonly servers: PartyServers;
  readonly contextOf: (request: FastifyRequest, actor: Actor) => Promise<RequestContext>;
}

/** What a route needs that answers documents of clients. */
export interface DocumentRouteOptions extends PartyRouteOptions {
  readonly manifestOf: (client: ClientName) => Promise<Manifest>;
  /** Whether a request may carry its document as text. */
  readonly answersTexts: boolean;
}

interface GraphqlRouteOptions extends DocumentRouteOptions {
  /** The page for a browser, in development. */
  readonly page: ((request: FastifyRequest) => Promise<string>) | null;
}

/** Serves the API. The token's organisation chooses the party's server and the organisation's own pool. */
export function graphqlRoute(
  app: FastifyInstance,
  { servers, contextOf, manifestOf, answersTexts, page, ...admission }: GraphqlRouteOptions,
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
    const answer = await answerCaller(request, admission, async (actor) => {
      if (!isAcceptable(request.headers.accept))
        return sendRefusal(reply, 406, 'BAD_USER_INPUT', NOT_ACCEPTABLE);
      const refusal = await fillInDocument(request, () => manifestOf(actor), answersTexts);
      if (refusal) return sendRefusal(reply, refusal.status, refusal.code, refusal.message);
      contexts.set(request, await contextOf(request, actor));
      const handler = await handlerOf(actor.organisation.party);
      // The integration makes an address of it, which not everything that may be sent is; nothing here reads it.
      request.raw.headers.host = 'localhost';
      return handler.call(this, request, reply);
    });
    if (typeof answer !== 'string') return answer;
    const body =
      reply.statusCode < 400 ? answer : withRequestId(answer, requestIdOf(request), notesOf(request));
    // As a string it would be measured once and encoded once more.
    return Buffer.from(body);
  };

  app.post('/graphql', handle);
  app.get('/graphql', async function (request, reply) {
    const isBrowser = request.headers.accept?.includes('text/html') ?? false;
    if (page && isBrowser) {
      const html = await page(request);
      void reply.header('content-security-policy', pagePolicy(html));
      return reply.type('text/html; charset=utf-8').send(html);
    }
    return handle.call(this, request, reply);
  });

  app.get('/schema.graphql', async (request, reply) => {
    const { sdl } = await answerCaller(request, admission, (actor) => servers.of(actor.organisation.party));
    return reply.type('text/plain; charset=utf-8').send(sdl);
  });
}
