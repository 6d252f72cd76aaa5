// What goes wrong around GraphQL is answered in the shape of GraphQL errors too.
import type { FastifyInstance } from 'fastify';
import { KeysAway } from '../auth/key-set.js';
import { Unauthenticated } from '../auth/unauthenticated.js';
import { requestIdOf, sendRefusal } from './caller.js';
import { refusalOf } from './format-error.js';
import { Busy } from './limits/busy.js';
import { MOST_BODY_BYTES } from './limits/limits.js';
import { notesOf, type RequestNotes } from './request-notes.js';

/** Answers every error that no route answered, and what no route serves. */
export function answerErrors(
  app: FastifyInstance,
  onError: (error: unknown, requestId: string, notes: RequestNotes) => void,
): void {
  app.setErrorHandler((error: unknown, request, reply) => {
    if (error instanceof Unauthenticated)
      return sendRefusal(reply, 401, 'UNAUTHENTICATED', 'A valid access token is required.');
    const busy =
      error instanceof KeysAway
        ? new Busy('UNAVAILABLE', "The keys of the token's issuer cannot be fetched. Try again.")
        : error;
    if (busy instanceof Busy) {
      void reply.header('retry-after', busy.retryAfter);
      return sendRefusal(reply, busy.status, busy.code, busy.message);
    }
    const { statusCode: status = 500, code = '' } = error as { statusCode?: number; code?: string };
    if (status === 413)
      return sendRefusal(
        reply,
        413,
        'BAD_USER_INPUT',
        `The request is larger than ${MOST_BODY_BYTES} bytes.`,
      );
    if (status < 500) {
      const isJson = code === 'FST_ERR_CTP_INVALID_JSON_BODY' || code === 'FST_ERR_CTP_EMPTY_JSON_BODY';
      return sendRefusal(
        reply,
        status,
        'BAD_USER_INPUT',
        isJson ? 'The body is not valid JSON.' : 'The request cannot be read; send JSON.',
      );
    }
    onError(error, requestIdOf(request), notesOf(request));
    const refusal = refusalOf(error);
    return sendRefusal(reply, refusal.code === 'UNAVAILABLE' ? 503 : 500, refusal.code, refusal.message);
  });
  app.setNotFoundHandler((_request, reply) =>
    sendRefusal(reply, 404, 'NOT_FOUND', 'Not found. The API is POST /graphql.'),
  );
}
