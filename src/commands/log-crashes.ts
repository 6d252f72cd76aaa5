// What nobody caught ends the process. Node would print its message, which may repeat a value.
import { traceOf, type Log } from '../log.js';

/** Ends the process after an error that nobody caught, with a line that says where it came from. */
export function logCrashes(log: Log): void {
  const crash = (error: unknown) => {
    log.fatal({ event: 'crash', ...traceOf(error) });
    process.exit(1);
  };
  process.once('uncaughtException', crash);
  process.once('unhandledRejection', crash);
}
