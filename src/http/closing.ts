// How a node goes without failing a request: whoever sends requests is told first, then no new ones are taken, and what is under way
// ends, within a bounded time.
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

/** How long requests under way may still take: the longest statement (5 s) and the wait for a connection, twice. */
const LAST_REQUESTS_MS = 12_000;
const SWEEP_MS = 100;

/** Where one can see that a node is going. */
export interface Closing {
  /** Whether it was told to close. */
  readonly isUnderWay: boolean;
}

/** Makes `app` close in order. It answers on for `noticeMs`, so that a proxy can learn from its readiness to send nothing more. */
export function closeInOrder(app: FastifyInstance, noticeMs: number): Closing {
  const closing = { isUnderWay: false };
  let sweep: NodeJS.Timeout;
  let last: NodeJS.Timeout;
  // Requests that come from now on are answered like this by Fastify; those under way were begun before.
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (closing.isUnderWay) void reply.header('connection', 'close');
    done(null, payload);
  });
  app.addHook('preClose', async () => {
    closing.isUnderWay = true;
    await pause(noticeMs);
    // A connection whose answer was on its way already stays open behind it, for as long as an idle one may.
    sweep = setInterval(() => app.server.closeIdleConnections(), SWEEP_MS);
    last = setTimeout(() => app.server.closeAllConnections(), LAST_REQUESTS_MS);
  });
  app.addHook('onClose', async () => {
    clearInterval(sweep);
    clearTimeout(last);
  });
  return closing;
}
