// One line per request, written when it has been answered.
import type { FastifyInstance } from 'fastify';
import { requestIdOf } from './caller.js';
import { notesOf } from './request-notes.js';

/** Asked for every few seconds by what watches the node, and told by its metrics. */
const WATCHED = ['/health/live', '/health/ready', '/metrics'];

/** Logs requests. Names of operations are logged where the document is a registered one: others are what a client made up. */
export function logRequests(app: FastifyInstance, documentsAreRegistered: boolean): void {
  app.addHook('onResponse', (request, reply, done) => {
    const { url: route } = request.routeOptions;
    const { organisation, operation, codes } = notesOf(request);
    if (route === undefined || !WATCHED.includes(route))
      app.log.info({
        event: 'request',
        requestId: requestIdOf(request),
        method: request.method,
        route,
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime * 10) / 10,
        organisation,
        operation: documentsAreRegistered ? operation : undefined,
        codes: [...codes],
      });
    done();
  });
}
