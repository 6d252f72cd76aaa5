// Where a worker tells how it is: it has no other requests to answer.
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { WorkerMetrics } from '../worker/metrics.js';

/** Serves /health/live and /metrics until it is stopped. */
export async function watchWorker(
  { text }: WorkerMetrics,
  host: string,
  port: number,
): Promise<{ stop(): void }> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET') return response.writeHead(405).end();
    if (request.url === '/health/live') return response.end('{"status":"live"}');
    if (request.url !== '/metrics') return response.writeHead(404).end();
    return void text().then(
      (metrics) =>
        response.setHeader('content-type', 'text/plain; version=0.0.4; charset=utf-8').end(metrics),
      () => response.writeHead(500).end(),
    );
  });
  server.listen(port, host);
  await once(server, 'listening');
  return {
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
