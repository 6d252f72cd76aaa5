// Fills an empty database with the demonstration: what it tells, what it counts, and the releases of that.
import { countDemonstration } from './demonstration-observations.js';
import { loadDemonstration, releaseDemonstration } from '../demonstration/load.js';
import { buildRelease } from '../worker/releases.js';
import type { Sources } from '../store/sources.js';
import type { FastifyInstance } from 'fastify';

/** Fills it through the API and, for observations, as an import would. */
export async function fillWithDemonstration(
  api: FastifyInstance,
  tokenFor: (code: string) => Promise<string>,
  sources: Sources,
  cellSecret: string,
): Promise<void> {
  // One waits for the database most of the time, and so does the other.
  await Promise.all([loadDemonstration(api, tokenFor), countDemonstration(sources)]);
  await releaseDemonstration(api, tokenFor, async () => buildRelease(await sources.releases(), cellSecret));
}
