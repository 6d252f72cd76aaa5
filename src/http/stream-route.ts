// POST and GET /graphql/stream: subscriptions as GraphQL over SSE in distinct connections mode, under the same token, schema, scopes
// and rules as queries.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createHandler } from 'graphql-sse';
import { subscribe, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { requestIdOf, sendRefusal } from './caller.js';
import { EventStream } from './event-stream.js';
import { formatted, refusalOf } from './format-error.js';
import type { DocumentRouteOptions } from './graphql-route.js';
import { StreamOperations, StreamRefused } from './stream-operation.js';
import { fillInDocument, isStillRegistered } from './trusted-documents.js';
import { Busy } from './limits/busy.js';
import { MOST_STREAMS, MOST_STREAMS_OF_ONE } from './limits/limits.js';
import { notesOf, type RequestNotes } from './request-notes.js';
import type { Actor } from '../auth/actor.js';
import { Unauthenticated } from '../auth/unauthenticated.js';
import type { RequestContext } from '../context.js';

/** How often a token is held against issuer and registrations again, and a document against its client's, while a stream is open. */
const CHECK_MS = 10_000;
/** How long a stream stays open while nothing can be said of its token: a revocation counts within a minute, whatever else fails. */
const MOST_UNHELD_MS = 30_000;
const ACCEPTED = 'text/event-stream';

/** graphql-sse asks for a context that could hold anything. */
type Context = RequestContext & Record<PropertyKey, unknown>;

interface Answering {
  readonly context: Context;
  readonly schema: GraphQLSchema;
}

interface StreamRouteOptions extends DocumentRouteOptions {
  readonly full: GraphQLSchema;
  /** Holds the token of a request against issuer and registrations again; answers with the moment at which it expires. */
  readonly holdAgain: (request: FastifyRequest) => Promise<number>;
  readonly onError: (error: unknown, requestId: string, notes: RequestNotes) => void;
  /** Counts an error: what is answered by a stream is not counted when it has been sent, as that may take hours. */
  readonly countError: (code: string) => void;
}

/** Serves subscriptions. Streams end with their token, and when the server closes. Answers how many are open. */
export function streamRoute(
  app: FastifyInstance,
  options: StreamRouteOptions,
): { openStreams: () => number } {
  const { full, servers, readActor, holdAgain, shares, contextOf, manifestOf, answersTexts } = options;
  const onError: StreamRouteOptions['onError'] = (error, requestId, notes) => {
    options.onError(error, requestId, notes);
    options.countError(refusalOf(error).code);
  };
  /** Those that are open or being opened, each with the organisation that follows it. */
  const streams = new Map<EventStream, string>();
  const operations = new StreamOperations(full, shares);

  const format = (result: ExecutionResult, { requestId, notes }: RequestContext): ExecutionResult => {
    for (const error of result.errors ?? []) onError(error, requestId, notes);
    const errors = result.errors?.map((error) => formatted(error, error.toJSON(), requestId));
    return (errors ? { ...result, errors } : result) as ExecutionResult;
  };

  const handler = createHandler<FastifyRequest, Answering, Context>({
    authenticate: () => null, // done by the route; no tokens of streams, so distinct connections only
    context: ({ context }) => context.context,
    onSubscribe: async ({ context: { context, schema } }, asked) => {
      try {
        return { ...(await operations.prepare(asked, schema, context)), contextValue: context };
      } catch (error) {
        if (!(error instanceof StreamRefused)) throw error;
        return { data: null, errors: error.errors };
      }
    },
    validate: () => [], // done by prepare, once per document
    subscribe: (args) => subscribe(args),
    // Every result passes here, refusals too.
    onNext: (context, _request, result) => format(result as ExecutionResult, context),
  });

  const handle = async (request: FastifyRequest, reply: FastifyReply) => {
    const actor = await readActor(request);
    const { code } = actor.organisation;
    // An open stream is no request under way: it counts when it is opened.
    await shares.spend(code, 1);
    if (request.headers.accept !== ACCEPTED)
      return sendRefusal(reply, 406, 'BAD_USER_INPUT', `Send "accept: ${ACCEPTED}".`);
    const refusal = await fillInDocument(request, () => manifestOf(actor), answersTexts);
    if (refusal) return sendRefusal(reply, refusal.status, refusal.code, refusal.message);
    if (streams.size >= MOST_STREAMS)
      throw new Busy('UNAVAILABLE', 'Too many streams are open here. Try again.');
    if (openOf(code) >= MOST_STREAMS_OF_ONE)
      throw new Busy('RATE_LIMITED', `streams: at most ${MOST_STREAMS_OF_ONE} of an organisation at once.`);
    const { 'last-event-id': lastEventId } = request.headers;
    const stream = new EventStream(reply.raw, typeof lastEventId === 'string' ? lastEventId : null);
    // From now on, so that what takes long to open has its place too.
    streams.set(stream, code);
    try {
      return await follow(request, reply, actor, stream);
    } finally {
      streams.delete(stream);
    }
  };

  const follow = async (request: FastifyRequest, reply: FastifyReply, actor: Actor, stream: EventStream) => {
    const context: Context = { ...(await contextOf(request, actor)), stream };
    const { schema } = await servers.of(actor.organisation.party);
    const [body, { status, statusText, headers }] = await handler({
      method: request.method,
      url: request.url,
      headers: { get: (name) => headerOf(request, name) },
      body: () => request.body as Record<string, unknown>,
      raw: request,
      context: { context, schema },
    });
    if (body === null || typeof body === 'string')
      return sendRefusal(reply, status, 'BAD_USER_INPUT', 'The request is no GraphQL request.');
    reply.hijack();
    reply.raw.writeHead(status, statusText, { ...headers, 'x-accel-buffering': 'no' });
    const stopChecking = checkAgain(request, actor, stream);
    await stream
      .write(body)
      .catch((error: unknown) => onError(error, requestIdOf(request), notesOf(request)))
      .finally(stopChecking);
    return reply;
  };

  const openOf = (code: string) => [...streams.values()].filter((follower) => follower === code).length;

  /** Ends a stream when its token does not hold any more, or its document is withdrawn. */
  function checkAgain(request: FastifyRequest, actor: Actor, stream: EventStream): () => void {
    let timer: NodeJS.Timeout;
    let heldUntil = Date.now() + MOST_UNHELD_MS;
    const wait = (milliseconds: number) => {
      if (!stream.signal.aborted) timer = setTimeout(check, milliseconds).unref();
    };
    const hold = async () => {
      const expiresAt = await holdAgain(request);
      if (!(await isStillRegistered(request, () => manifestOf(actor)))) stream.end();
      return expiresAt;
    };
    const check = () =>
      void hold().then(
        (expiresAt) => {
          heldUntil = Math.min(expiresAt, Date.now() + MOST_UNHELD_MS);
          wait(Math.max(1_000, Math.min(CHECK_MS, expiresAt - Date.now())));
        },
        (error: unknown) => {
          if (error instanceof Unauthenticated || Date.now() >= heldUntil) stream.end();
          else wait(CHECK_MS);
        },
      );
    check();
    return () => clearTimeout(timer);
  }

  app.post('/graphql/stream', handle);
  app.get('/graphql/stream', handle);
  app.addHook('preClose', (done) => {
    for (const stream of streams.keys()) stream.end();
    done();
  });
  return { openStreams: () => streams.size };
}

function headerOf({ headers }: FastifyRequest, name: string): string | null {
  const value = headers[name];
  return typeof value === 'string' ? value : null;
}
