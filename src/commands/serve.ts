import type { FastifyInstance } from 'fastify';
import type { Config } from '../config.js';

/** Listens, and on SIGINT or SIGTERM answers what is under way, closes, then runs `afterwards`. Returns the address. */
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
    void api
      .close()
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
