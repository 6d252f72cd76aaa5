// `api`: one node of the API on a database that `migrate` has prepared.
import { PUBLIC_RECEIVERS } from '../domain/webhooks/receivers.js';
import { createApi } from '../server.js';
import { serve } from './serve.js';
import { logCrashes } from './log-crashes.js';
import { refuseLogOfValues } from './silent-server-log.js';
import { openLog } from '../log.js';
import { warnOfOldServers } from '../store/server-version.js';
import type { Config } from '../config.js';

/** Serves the API with the secrets of the environment, without anything that only development has. */
export async function runApi(config: Config): Promise<void> {
  const { mode, databaseUrl, loginSecret, subjectSecret, poolSize, clocks, shares, drainMs } = config;
  const { audience, publicUrl, proxies, webhookKey } = config;
  if (!databaseUrl || !loginSecret || !subjectSecret || !webhookKey || !publicUrl)
    throw new Error(
      '`api` needs DATABASE_URL, LOGIN_SECRET, SUBJECT_SECRET, WEBHOOK_KEY and, in production, PUBLIC_URL.',
    );
  const log = openLog('info');
  logCrashes(log);
  warnOfOldServers(console.warn);
  if (mode === 'production') await refuseLogOfValues({ databaseUrl, loginSecret, poolSize });
  const api = await createApi({
    log,
    databaseUrl,
    loginSecret,
    subjectSecret,
    poolSize,
    audience,
    publicUrl,
    proxies,
    acceptsUnbound: mode !== 'production',
    clocks,
    shares,
    webhooks: { key: webhookKey, receivers: PUBLIC_RECEIVERS },
    conformance: false,
    introspection: false,
    noticeMs: drainMs,
    answersTexts: mode !== 'production',
    localIssuers: new Map(),
    page: null,
  });
  console.log(`Samverkan answers at ${await serve(api, config, async () => {})}/graphql`);
}
