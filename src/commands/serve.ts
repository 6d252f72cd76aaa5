import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config.js';

/** How long closing may take beyond the notice: what is under way (http/closing.ts), then pools whose database may be out of reach. */
const LONGEST_CLOSE_MS = 20_000;

/**
 * Listens, and on SIGINT or SIGTERM answers what is under way, closes, then runs `afterwards`. Returns the address. A node that
 * cannot close ends all the same.
 */
export async function serve(
  api: FastifyInstance,
  config: Config,
  afterwards: () => Promise<void>,
): Promise<string> {
  const address = await api.listen({ host: config.host, port: config.port });
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    const tooLong = pause(config.drainMs + LONGEST_CLOSE_MS).then(() => {
      throw new Error('closing takes too long');
    });
    void Promise.race([api.close(), tooLong])
      .then(afterwards)
      .then(
        () => process.exit(0),
        () => process.exit(1),
      );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return address;
}
