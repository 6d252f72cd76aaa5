// The API of `start`: migrations, demonstration data, a worker, and a token for each organisation.
import { DEVELOPMENT_ISSUER, developmentClient, openDevelopmentIssuer } from '../auth/development-issuer.js';
import { scopesOf } from '../auth/agreement.js';
import { signingKey } from '../domain/audit/checkpoint.js';
import { FOUNDING_ORGANISATIONS } from '../domain/organisations.js';
import { LOCAL_RECEIVERS } from '../domain/webhooks/local-receivers.js';
import { loadDemonstration, releaseDemonstration } from '../demonstration/load.js';
import type { EmbeddedPostgres } from '../embedded/postgres.js';
import { countDemonstration } from './demonstration-observations.js';
import { keepDevelopmentState } from './development-state.js';
import { prepareDatabase } from './prepare-database.js';
import { serve } from './serve.js';
import { openLog } from '../log.js';
import { reportRounds } from './worker.js';
import { feedChannel } from '../store/login.js';
import { Seal } from '../store/sealed-secret.js';
import { Sources } from '../store/sources.js';
import { warnOfOldServers } from '../store/server-version.js';
import { buildRelease } from '../worker/releases.js';
import { startWorker } from '../worker/worker.js';
import type { Config } from '../config.js';

/** Prepares the database and serves; on Ctrl-C closes, and ends the embedded PostgreSQL too. */
export async function serveDevelopment(config: Config, embedded: EmbeddedPostgres | null): Promise<void> {
  warnOfOldServers(console.warn);
  const loading = import('../server.js'); // while the database is prepared
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
  const { createApi } = await loading;
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
    // One waits for the database most of the time, and so does the other.
    await Promise.all([loadDemonstration(api, tokenFor), countDemonstration(sources)]);
    await releaseDemonstration(api, tokenFor, async () => buildRelease(await sources.releases(), cellSecret));
  }
  const worker = startWorker({
    sources,
    clocks: config.clocks,
    cellSecret,
    auditKey: signingKey(config.auditKey ?? state.auditKey),
    auditDays: config.auditDays,
    channel: feedChannel(loginSecret),
    webhooks: { seal: new Seal(webhookKey), receivers: LOCAL_RECEIVERS },
    onError: reportRounds(log),
  });
  const address = await serve(api, config, async () => {
    await worker.stop();
    await sources.close();
    await embedded?.stop();
  });
  await announce(address, tokenFor);
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
