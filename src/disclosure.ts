// `npm run disclosure`: a command line apart from the server's, so that neither loads the other's modules.
import { runDisclosure } from './commands/disclosure.js';

runDisclosure(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
