// Who sent a request: the bearer token of the Authorization header (RFC 6750).
import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Unauthenticated, type Actor } from '../auth/actor.js';
import type { Shares } from './limits/shares.js';
import { notesOf } from './request-notes.js';

const BEARER = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i;
const LONGEST_TOKEN = 8_192;

/** What it takes to admit a caller. */
export interface Admission {
  readonly readActor: (token: string) => Promise<Actor>;
  readonly shares: Shares;
}

/** Answers the caller of a request, within the share of its organisation. */
export async function answerCaller<T>(
  request: FastifyRequest,
  { readActor, shares }: Admission,
  answer: (actor: Actor) => Promise<T>,
): Promise<T> {
  const actor = await callerOf(request, readActor);
  return shares.of(actor.organisation.code, () => answer(actor));
}

/** The actor of a request; the same refusal for every token that does not hold, and for none. */
export async function callerOf(
  request: FastifyRequest,
  read: (token: string) => Promise<Actor>,
): Promise<Actor> {
  const actor = await read(tokenOf(request));
  notesOf(request).organisation = actor.organisation.code;
  return actor;
}

/** The bearer token of a request. */
export function tokenOf(request: FastifyRequest): string {
  const header = request.headers.authorization ?? '';
  const token = header.length <= LONGEST_TOKEN ? BEARER.exec(header)?.[1] : undefined;
  if (token === undefined) throw new Unauthenticated();
  return token;
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
  if (status === 401) void reply.header('www-authenticate', 'Bearer');
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
