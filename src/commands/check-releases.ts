// `check-releases`: computes every release again from its true counts, after a restore for example. Prints no count.
import { secretsOf } from './development-state.js';
import { Sources } from '../store/sources.js';
import { allReleases } from '../store/release-building.js';
import { withTransaction } from '../store/transaction.js';
import { checkRelease, refuseOtherSecret } from '../worker/releases.js';
import type { Config } from '../config.js';

/** Answers in words when every table comes out as it was published; throws with the names of those that do not. */
export async function checkReleases(config: Config): Promise<string> {
  const { databaseUrl, loginSecret, cellSecret } = await secretsOf(config);
  if (!cellSecret) throw new Error('`check-releases` needs CELL_SECRET.');
  const sources = new Sources({ databaseUrl, loginSecret, poolSize: 1 });
  try {
    const source = await sources.worker();
    return await withTransaction(source, async (manager) => {
      const releases = (await allReleases(manager)).filter(({ parameters }) => parameters);
      refuseOtherSecret(releases, cellSecret);
      const different: string[] = [];
      for (const { id, period } of releases) {
        const tables = await checkRelease(manager, id, cellSecret);
        different.push(...tables.map((table) => `release of ${period}: ${table}`));
      }
      if (different.length > 0) throw new Error(`Not as they were published:\n${different.join('\n')}`);
      return `${releases.length} releases come out as they were published.`;
    });
  } finally {
    await sources.close();
  }
}
