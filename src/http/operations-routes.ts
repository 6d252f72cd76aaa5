// What operators watch: liveness, readiness and metrics. None of them tells anything about data, nor which organisation is how busy.
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Closing } from './closing.js';
import { notesOf } from './request-notes.js';
import type { Sources } from '../store/sources.js';

const LONGEST_ANSWER_MS = 1_000;

export interface Watched {
  readonly sources: Sources;
  readonly closing: Closing;
  /** How many requests of organisations are being answered. */
  readonly requestsUnderWay: () => number;
  /** How many streams are open. */
  readonly openStreams: () => number;
}

/** Serves /health/live, /health/ready and /metrics, and measures every request. Answers with the counter of errors, for streams. */
export function operationsRoutes(
  app: FastifyInstance,
  watched: Watched,
): { countError: (code: string) => void } {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'samverkan_http_request_seconds',
    help: 'Time to answer a request, by route and status.',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  });
  const errors = new Counter({
    name: 'samverkan_graphql_errors_total',
    help: 'Answers with an error, and errors in streams, by code.',
    labelNames: ['code'],
    registers: [registry],
  });
  const countError = (code: string) => errors.labels(code).inc();
  measurePools(registry, watched.sources);
  const gauge = (name: string, help: string, now: () => number) =>
    new Gauge({ name, help, registers: [registry], collect() { this.set(now()); } }); // prettier-ignore
  gauge(
    'samverkan_requests_under_way',
    'Requests of organisations that are being answered.',
    watched.requestsUnderWay,
  );
  gauge('samverkan_streams_open', 'Streams of changes that are open.', watched.openStreams);

  // Once per answer, also when nobody waits for it any more, which is no response then. Of a stream nothing is sent in this sense.
  app.addHook('onSend', (request, _reply, payload, done) => {
    notesOf(request).codes.forEach(countError);
    done(null, payload);
  });
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    durations.labels(route, String(reply.statusCode)).observe(reply.elapsedTime / 1_000);
    done();
  });

  app.get('/health/live', () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    if (watched.closing.isUnderWay) return reply.code(503).send({ status: 'closing' });
    const isReady = await answers(watched.sources);
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'the database is away' });
  });
  app.get('/metrics', async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );

  return { countError };
}

/** Connections to the database, all logins together: how busy one organisation is stays in the log, which fewer people read. */
function measurePools(registry: Registry, sources: Sources): void {
  new Gauge({
    name: 'samverkan_pool_connections',
    help: 'Connections to the database, by state: in use, idle; and requests that wait for one.',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      const { inUse, idle, waiting } = sources.usage();
      this.set({ state: 'in_use' }, inUse);
      this.set({ state: 'idle' }, idle);
      this.set({ state: 'waiting' }, waiting);
    },
  });
  new Gauge({
    name: 'samverkan_pools_exhausted',
    help: 'Pools, one to an organisation, of which every connection is in use and somebody waits.',
    registers: [registry],
    collect() {
      this.set(sources.usage().exhausted);
    },
  });
}

/** Whether the database answers. Who asks wants to know soon, so one that is slow is away. */
async function answers(sources: Sources): Promise<boolean> {
  const answered = sources
    .service()
    .then((service) => service.query('select 1'))
    .then(
      () => true,
      () => false,
    );
  const late = new AbortController();
  const tooLate = pause(LONGEST_ANSWER_MS, false, { signal: late.signal }).catch(() => false);
  return Promise.race([answered, tooLate]).finally(() => late.abort());
}
