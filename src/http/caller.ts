// Who sent a request, and what somebody is answered who did not say it.
import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../auth/actor.js';
import { PROOF_ALGORITHMS } from '../auth/dpop.js';
import { RETRY_AFTER_SECONDS } from './limits/limits.js';
import type { Shares } from './limits/shares.js';
import { notesOf } from './request-notes.js';

/** Both ways to send a token (RFC 6750, RFC 9449), and never why this one does not hold. */
const CHALLENGE = `DPoP algs="${PROOF_ALGORITHMS.join(' ')}", Bearer`;

/** What it takes to admit a caller. */
export interface Admission {
  /** The actor of a request; the same refusal for every token that does not hold, and for none. */
  readonly readActor: (request: FastifyRequest) => Promise<Actor>;
  readonly shares: Shares;
}

/** Answers the caller of a request, within the share of its organisation. */
export async function answerCaller<T>(
  request: FastifyRequest,
  { readActor, shares }: Admission,
  answer: (actor: Actor) => Promise<T>,
): Promise<T> {
  const actor = await readActor(request);
  return shares.of(actor.organisation.code, () => answer(actor));
}

/** Answers outside GraphQL execution in the shape that GraphQL clients understand. */
export function sendRefusal(
  reply: FastifyReply,
  status: number,
  code: string,
  message: string,
): FastifyReply {
  const errors = [{ message, extensions: { code, requestId: requestIdOf(reply.request) } }];
  notesOf(reply.request).codes.add(code);
  if (status === 401) void reply.header('www-authenticate', CHALLENGE);
  const isForNow = code === 'UNAVAILABLE' || code === 'RATE_LIMITED';
  if (isForNow && !reply.hasHeader('retry-after')) void reply.header('retry-after', RETRY_AFTER_SECONDS);
  return reply.code(status).type('application/json; charset=utf-8').send({ errors });
}

/** The identifier under which a request is logged, and which a client quotes. */
export function requestIdOf(request: FastifyRequest): string {
  return request.id;
}

/** Identifiers of requests are random: a counter would tell how busy others are. */
export function newRequestId(): string {
  return randomUUID();
}
