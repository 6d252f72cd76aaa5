// While the event loop is late everybody waits: new requests are then sent away at once, before they are read.
import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';
import { Busy } from './busy.js';
import { MOST_LOOP_DELAY_MS } from './limits.js';

/** Serves `routes` with back-pressure. Health and metrics stay outside: whoever watches an overload must see it. */
export function withBackPressure(app: FastifyInstance, routes: (scope: FastifyInstance) => void): void {
  void app.register(async (scope) => {
    await scope.register(underPressure, {
      maxEventLoopDelay: MOST_LOOP_DELAY_MS,
      pressureHandler: async () => {
        throw new Busy('UNAVAILABLE', 'The server is busy.');
      },
    });
    routes(scope);
  });
}
