// Webhooks as organisations make them, and a dispatcher that delivers to them.
import { setTimeout as pause } from 'node:timers/promises';
import { LOCAL_RECEIVERS } from '../../../src/domain/webhooks/local-receivers.js';
import { Seal } from '../../../src/store/sealed-secret.js';
import { dispatchWebhooks } from '../../../src/worker/webhooks/dispatcher.js';
import { WEBHOOK_KEY, type TestApi } from '../../support/api.js';
import type { Scope } from '../../../src/auth/scopes.js';
import { sequence } from '../../changes/tools/follower.js';

export interface Created {
  readonly webhook: { readonly id: string; readonly url: string; readonly events: string[] } | null;
  readonly secret: string | null;
  readonly errors: { code: string; path: string[]; message: string }[];
}

export const CREATE = `mutation ($input: CreateWebhookInput!) {
  createWebhook(input: $input) { webhook { id url events } secret errors { code path message } } }`;
export const DELETE = `mutation ($input: DeleteWebhookInput!) {
  deleteWebhook(input: $input) { webhook { id } secret errors { code path message } } }`;

/** Asks for a webhook and answers with the payload. */
export async function askForWebhook(
  api: TestApi,
  organisation: string,
  input: object,
  scopes?: readonly Scope[],
): Promise<Created> {
  const { data, text } = await api.as(organisation, scopes)(CREATE, { input });
  if (!data) throw new Error(text);
  return data.createWebhook as Created;
}

/** A webhook that there is, and its secret. */
export async function createWebhook(
  api: TestApi,
  organisation: string,
  input: object,
): Promise<{ id: string; secret: string; events: string[] }> {
  await sequence(api);
  const { webhook, secret, errors } = await askForWebhook(api, organisation, input);
  if (!webhook || !secret) throw new Error(JSON.stringify(errors));
  return { id: webhook.id, secret, events: webhook.events };
}

export interface Dispatching {
  readonly errors: unknown[];
  stop(): Promise<void>;
}

/** Delivers in this process until it is stopped. */
export function dispatch(api: TestApi, key = WEBHOOK_KEY): Dispatching {
  const stopping = new AbortController();
  const errors: unknown[] = [];
  const webhooks = { seal: new Seal(key), receivers: LOCAL_RECEIVERS };
  const running = dispatchWebhooks(api.database.sources, webhooks, stopping.signal, (error) =>
    errors.push(error),
  );
  return {
    errors,
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** Waits until something is so; fails when it takes longer than it ever should. */
export async function until(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let waited = 0; !(await isSo()); waited += 20) {
    if (waited > 15_000) throw new Error(`it did not happen: ${what}`);
    await pause(20);
  }
}

/** Lets the pauses of waiting objects be over. */
export async function letPausesPass({ database }: TestApi): Promise<void> {
  await database.owner.query(`update journal.webhook_waiting set due_at = 'epoch'`);
}

/** How many objects wait, of all webhooks. */
export async function waitingObjects({ database }: TestApi): Promise<number> {
  const [row] = await database.owner.query<{ count: number }[]>(
    'select count(*)::int as count from journal.webhook_waiting',
  );
  return row!.count;
}

/** What a webhook's organisation reads of its deliveries. */
export async function statusOf(
  api: TestApi,
  organisation: string,
  id: string,
): Promise<{ lastStatus: string | null; lastDeliveryAt: string | null }> {
  const { data } = await api.as(organisation)('{ webhooks { id lastStatus lastDeliveryAt } }');
  const hooks = data.webhooks as { id: string; lastStatus: string | null; lastDeliveryAt: string | null }[];
  const { lastStatus, lastDeliveryAt } = hooks.find((one) => one.id === id)!;
  return { lastStatus, lastDeliveryAt };
}
