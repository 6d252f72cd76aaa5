// What partners need beside GraphQL to hold the audit to account: the newest checkpoint as a signed note, which they keep and
// co-sign, and the proof that one checkpoint's tree is the beginning of another's. Both are hashes, and tell nobody of any event.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { answerCaller, sendRefusal } from './caller.js';
import { noteOf } from '../domain/audit/checkpoint.js';
import { scopeOf } from '../auth/agreement.js';
import { appendLine } from '../store/audit-trail.js';
import { consistencyProof, newestCheckpoint } from '../store/audit-proofs.js';
import { mayCall, type Actor } from '../auth/actor.js';
import type { PartyRouteOptions } from './graphql-route.js';

const SIZE = /^(0|[1-9]\d{0,9})$/;

/** Serves GET /audit/checkpoint and GET /audit/consistency?first=...&second=... to whoever may ask for `auditCheckpoint`. */
export function auditRoutes(
  app: FastifyInstance,
  { contextOf, ...admission }: Omit<PartyRouteOptions, 'servers'>,
): void {
  /** Refuses as the field of the schema is refused, with the same line. */
  const refuse = async (request: FastifyRequest, reply: FastifyReply, actor: Actor) => {
    const { source } = await contextOf(request, actor);
    const { organisation, client, subject } = actor;
    const trail = {
      ...{ organisationId: organisation.id, client, subject },
      ...{ operation: null, action: 'auditCheckpoint' },
    };
    await appendLine(source, trail, { objects: [], guarded: [], outcome: 'FORBIDDEN' });
    return sendRefusal(reply, 403, 'FORBIDDEN', `This needs the scope ${scopeOf('Query.auditCheckpoint')}.`);
  };

  app.get('/audit/checkpoint', (request, reply) =>
    answerCaller(request, admission, async (actor) => {
      if (!mayCall(actor, 'Query.auditCheckpoint')) return refuse(request, reply, actor);
      const checkpoint = await newestCheckpoint((await contextOf(request, actor)).source);
      if (!checkpoint) return sendRefusal(reply, 404, 'NOT_FOUND', 'Nothing is sealed yet.');
      return reply.type('text/plain; charset=utf-8').send(noteOf(checkpoint));
    }),
  );

  app.get('/audit/consistency', (request, reply) =>
    answerCaller(request, admission, async (actor) => {
      if (!mayCall(actor, 'Query.auditCheckpoint')) return refuse(request, reply, actor);
      const { source } = await contextOf(request, actor);
      const { first, second } = sizesIn(request);
      const size = (await newestCheckpoint(source))?.size ?? 0;
      if (!(first <= second && second <= size))
        return sendRefusal(
          reply,
          400,
          'BAD_USER_INPUT',
          'first, second: sizes of the tree, the smaller first.',
        );
      const path = await consistencyProof(source, first, second);
      return reply.send({ first, second, path: path.map((hash) => hash.toString('base64')) });
    }),
  );
}

function sizesIn({ query }: FastifyRequest): { first: number; second: number } {
  const { first, second } = query as Record<string, unknown>;
  const size = (text: unknown) => (typeof text === 'string' && SIZE.test(text) ? Number(text) : NaN);
  return { first: size(first), second: size(second) };
}
