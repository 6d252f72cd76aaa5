// In production no value may reach the log of the database server.
import { settingsThatLogValues } from '../store/server-log.js';
import { Sources, type SourcesOptions } from '../store/sources.js';

/** Refuses a server that would log values. */
export async function refuseLogOfValues(options: SourcesOptions): Promise<void> {
  const sources = new Sources(options);
  try {
    const settings = await settingsThatLogValues(await sources.service());
    if (settings.length === 0) return;
    const lines = settings.map((line) => `  ${line}`).join('\n');
    throw new Error(`PostgreSQL would write values into its log (docs/operations.md):\n${lines}`);
  } finally {
    await sources.close();
  }
}
