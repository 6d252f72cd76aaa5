// What PostgreSQL's own log repeats: keys of a row that exists already, whole rows that break a check, parameters of statements. No
// permission of ours reaches that file, so its settings must keep values out of it.
import type { Source } from './sources.js';

/** Settings, and the values under which they keep values out. What a server does not know it cannot log. */
const SILENT: Readonly<Record<string, readonly string[]>> = {
  // Without DETAIL ("Key (reference)=(...) already exists", "Failing row contains (...)") and CONTEXT.
  log_error_verbosity: ['terse'],
  // Messages of failed statements quote what was sent: invalid input syntax for type date: "...".
  log_min_messages: ['log', 'fatal', 'panic'],
  log_min_error_statement: ['log', 'fatal', 'panic'],
  log_parameter_max_length: ['0'],
  log_parameter_max_length_on_error: ['0'],
  log_statement: ['none'],
  // Plans hold the parameters that they were made for.
  'auto_explain.log_min_duration': ['-1'],
  'pgaudit.log_parameter': ['off'],
};

/** The settings under which this server would log values, each with what it must be. */
export async function settingsThatLogValues(source: Source): Promise<string[]> {
  const settings = await source.query<{ name: string; setting: string }[]>(
    'select name, setting from pg_settings where name = any ($1::text[]) order by name',
    [Object.keys(SILENT)],
  );
  return settings
    .filter(({ name, setting }) => !SILENT[name]!.includes(setting))
    .map(({ name, setting }) => `${name} is ${setting}: must be ${SILENT[name]!.join(' or ')}`);
}
