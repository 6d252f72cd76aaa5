// `api`: one node of the API on a database that `migrate` has prepared.
import { PUBLIC_RECEIVERS } from '../domain/webhooks/receivers.js';
import { createApi } from '../server.js';
import { serve } from './serve.js';
import type { Config } from '../config.js';

/** Serves the API with the secrets of the environment, without anything that only development has. */
export async function runApi(config: Config): Promise<void> {
  const { mode, databaseUrl, loginSecret, subjectSecret, webhookKey } = config;
  const { poolSize, audience, clocks, shares } = config;
  if (!databaseUrl || !loginSecret || !subjectSecret || !webhookKey)
    throw new Error('`api` needs DATABASE_URL, LOGIN_SECRET, SUBJECT_SECRET and WEBHOOK_KEY.');
  const api = await createApi({
    databaseUrl,
    loginSecret,
    subjectSecret,
    poolSize,
    audience,
    clocks,
    shares,
    webhooks: { key: webhookKey, receivers: PUBLIC_RECEIVERS },
    conformance: false,
    introspection: false,
    answersTexts: mode !== 'production',
    localIssuers: new Map(),
    page: null,
  });
  console.log(`Samverkan answers at ${await serve(api, config, async () => {})}/graphql`);
}
