// `npm run disclosure`: a command line apart from the server's, so that neither loads the other's modules.
import { runDisclosure } from './commands/disclosure.js';

try {
  await runDisclosure(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
