// `dead-letters`: the changes that webhooks were not told of. Prints no address and nothing of any object.
import { secretsOf } from './development-state.js';
import { idPrefix, uuidOf } from '../domain/ids.js';
import { listDeadLetters, redeliver } from '../store/dead-letters.js';
import { Sources, type Source } from '../store/sources.js';
import type { Config } from '../config.js';

/** Lists dead letters by webhook, or has those of one delivered again. */
export async function deadLettersCommand(config: Config, again: string | undefined): Promise<string> {
  const sources = new Sources({ ...(await secretsOf(config)), poolSize: 1 });
  try {
    const worker = await sources.worker();
    return await (again === undefined ? list(worker) : deliverAgain(worker, again));
  } finally {
    await sources.close();
  }
}

async function list(worker: Source): Promise<string> {
  const lines = (await listDeadLetters(worker)).map(
    ({ webhook, organisation, count, status, oldest, newest }) =>
      `${organisation}  ${idPrefix('Webhook')}${webhook}  ${count} given up from ${oldest.toISOString()} to ${newest.toISOString()}, last ${status}`,
  );
  return lines.length > 0 ? lines.join('\n') : 'No dead letters.';
}

async function deliverAgain(worker: Source, id: string): Promise<string> {
  const uuid = uuidOf('Webhook', id);
  if (!uuid) throw new Error('--redeliver: the id of a webhook.');
  return `${await redeliver(worker, uuid)} changes are delivered again.`;
}
