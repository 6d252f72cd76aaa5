// The API of `start`: migrations, demonstration data, a worker, and a token for each organisation.
import { setTimeout as pause } from 'node:timers/promises';
import { DEVELOPMENT_ISSUER, developmentClient, openDevelopmentIssuer } from '../auth/development-issuer.js';
import { scopesOf } from '../auth/agreement.js';
import { FOUNDING_ORGANISATIONS } from '../domain/organisations.js';
import { LOCAL_RECEIVERS } from '../domain/webhooks/local-receivers.js';
import type { EmbeddedPostgres } from '../embedded/postgres.js';
import { keepDevelopmentState } from './development-state.js';
import { prepareDatabase } from './prepare-database.js';
import { serve } from './serve.js';
import { openLog } from '../log.js';
import { createApi } from '../server.js';
import { Sources } from '../store/sources.js';
import { warnOfOldServers } from '../store/server-version.js';
import type { Worker } from '../worker/worker.js';
import type { Config } from '../config.js';

/** How long the worker leaves the machine to the first requests. */
const WORKER_AFTER_MS = 1_000;

/** Prepares the database and serves; on Ctrl-C closes, and ends the embedded PostgreSQL too. */
export async function serveDevelopment(config: Config, embedded: EmbeddedPostgres | null): Promise<void> {
  warnOfOldServers(console.warn);
  const databaseUrl = config.databaseUrl ?? urlOf(embedded!);
  const state = await keepDevelopmentState(config.dataDir, embedded ? databaseUrl : undefined);
  const loginSecret = config.loginSecret ?? state.loginSecret;
  const { isEmpty } = await prepareDatabase(databaseUrl, loginSecret, true);

  const issuer = await openDevelopmentIssuer(config.dataDir);
  const { audience } = config;
  const tokenFor = async (code: string) => {
    const party = FOUNDING_ORGANISATIONS.find((organisation) => organisation.code === code)?.party;
    const scopes = party ? scopesOf(party) : [];
    return issuer.sign({ client: developmentClient(code), subject: 'developer', scopes, audience });
  };
  const webhookKey = config.webhookKey ?? state.webhookKey;
  const log = openLog('warn');
  const api = await createApi({
    log,
    databaseUrl,
    loginSecret,
    subjectSecret: config.subjectSecret ?? state.subjectSecret,
    poolSize: config.poolSize,
    audience,
    publicUrl: config.publicUrl!,
    proxies: config.proxies,
    acceptsUnbound: true,
    clocks: config.clocks,
    introspection: true,
    answersTexts: true,
    conformance: config.conformance,
    noticeMs: 0,
    shares: config.shares,
    webhooks: { key: webhookKey, receivers: LOCAL_RECEIVERS },
    localIssuers: new Map([[DEVELOPMENT_ISSUER, issuer.trusted]]),
    page: async (request) => (await import('../http/graphiql.js')).graphiqlPage(request, tokenFor),
  });
  const sources = new Sources({ databaseUrl, loginSecret, poolSize: 4 });
  const cellSecret = config.cellSecret ?? state.cellSecret;
  if (embedded && isEmpty) {
    const { fillWithDemonstration } = await import('./fill-with-demonstration.js');
    await fillWithDemonstration(api, tokenFor, sources, cellSecret);
  }
  let worker: Promise<Worker> | null = null;
  const ending = new AbortController();
  const address = await serve(api, config, async () => {
    ending.abort();
    await (await worker)?.stop();
    await sources.close();
    await embedded?.stop();
  });
  await announce(address, tokenFor);
  // Whoever has just read the address is answered before anything is done that can wait.
  await pause(WORKER_AFTER_MS);
  if (ending.signal.aborted) return;
  worker = import('./development-worker.js').then(({ startDevelopmentWorker }) =>
    startDevelopmentWorker(config, { ...state, loginSecret, cellSecret, webhookKey }, sources, log),
  );
  await worker;
}

function urlOf({ user, password, host, port, database }: EmbeddedPostgres): string {
  return `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${host}:${port}/${database}`;
}

async function announce(address: string, tokenFor: (code: string) => Promise<string>): Promise<void> {
  const lines = await Promise.all(
    FOUNDING_ORGANISATIONS.map(async ({ code }) => `  ${code.padEnd(22)} ${await tokenFor(code)}`),
  );
  console.log(`Samverkan answers at ${address}/graphql

A token per organisation, good for this server for 12 hours:
${lines.join('\n')}

Try it:       open ${address}/graphql in a browser, or ${address}/graphql?as=rfsu for another organisation
From a shell: curl ${address}/graphql -H "authorization: Bearer $(npm run -s token -- rfsu)" \\
                -H 'content-type: application/json' -d '{"query":"{ trendEntries { nodes { title } } }"}'
Ctrl-C ends everything.`);
}
