// The command line. Each command is imported when it is called: none waits for what another needs.
import { Command } from 'commander';
import { readConfig as readEnvironment } from './config.js';
import { refuseOldServers } from './store/server-version.js';
import type { VerifyOptions } from './commands/audit.js';
import type { GenerateOptions } from './commands/generate-observations.js';
import type { DigestOptions } from './commands/digest.js';
import type { ImportOptions } from './commands/import.js';
import type { ClientRegistration } from './commands/register-client.js';
import type { DocumentsRegistration } from './commands/register-documents.js';

/** The settings of a command. In production none of them opens a database whose row rules can be passed. */
function readConfig() {
  const config = readEnvironment();
  if (config.mode === 'production') refuseOldServers();
  return config;
}

const program = new Command('samverkan').description(
  'The API that the partners share trend data and referrals through.',
);

program
  .command('start')
  .description('development: embedded PostgreSQL (or DATABASE_URL), migrations, demonstration data, API')
  .action(async () => (await import('./commands/start.js')).start(readConfig()));

program
  .command('api')
  .description('one node of the API, on a database that `migrate` has prepared')
  .action(async () => (await import('./commands/api.js')).runApi(readConfig()));

program
  .command('worker')
  .description(
    'keep the clocks of referrals, build releases, order the feeds, deliver to webhooks; any number may run beside the API',
  )
  .action(async () => (await import('./commands/worker.js')).runWorker(readConfig()));

program
  .command('migrate')
  .description('bring the database of DATABASE_URL to the newest schema and add the founding organisations')
  .action(async () => {
    const { databaseUrl, loginSecret, mode } = readConfig();
    if (!databaseUrl || !loginSecret)
      throw new Error('`migrate` needs DATABASE_URL (the owner) and LOGIN_SECRET.');
    await (
      await import('./commands/prepare-database.js')
    ).prepareDatabase(databaseUrl, loginSecret, mode === 'development');
  });

program
  .command('token <organisation>')
  .description('development: print an access token for the running server')
  .option('--scope <scopes>', 'scopes, separated by spaces; all that the party may use unless given')
  .option('--subject <subject>', 'who the token is about', 'developer')
  .action(async (organisation: string, { scope, subject }: { scope?: string; subject: string }) => {
    const { developmentToken } = await import('./commands/token.js');
    console.log(await developmentToken(readConfig(), organisation, scope, subject));
  });

program
  .command('add-organisation')
  .description('a new organisation joins an existing party: a row, a login, the grants of its party')
  .requiredOption('--code <code>', 'short name, such as socialtjansten-goteborg')
  .requiredOption('--name <name>', 'its own Swedish name')
  .requiredOption('--party <party>', 'the column of the agreement')
  .requiredOption('--mandate <text>', 'what it is responsible for')
  .requiredOption('--contact <text>', 'how to reach its function; never a person')
  .option('--services <codes>', 'needs it can meet, separated by commas')
  .option('--regions <codes>', 'regions it covers, separated by commas; none means the whole country')
  .action(async (options: unknown) => {
    const { addOrganisationCommand } = await import('./commands/add-organisation.js');
    console.log(await addOrganisationCommand(readConfig(), options));
  });

program
  .command('deactivate-organisation <code>')
  .description(
    'an organisation leaves: its login and tokens end, its open referrals are handed on, what it wrote stays',
  )
  .action(async (code: string) => {
    const { deactivateOrganisation } = await import('./commands/membership.js');
    console.log(await deactivateOrganisation(readConfig(), code));
  });

program
  .command('reactivate-organisation <code>')
  .description('an organisation that left comes back, with its clients')
  .action(async (code: string) => {
    const { reactivateOrganisation } = await import('./commands/membership.js');
    console.log(await reactivateOrganisation(readConfig(), code));
  });

program
  .command('register-issuer')
  .description('accept access tokens of an issuer, or change what is registered of it')
  .requiredOption('--issuer <url>', 'the `iss` of its tokens')
  .requiredOption('--jwks-uri <url>', 'where it publishes its keys')
  .option('--algorithms <names>', 'signatures that count, separated by commas', 'ES256,PS256,EdDSA')
  .action(async (options: unknown) => {
    const { registerIssuerCommand } = await import('./commands/register-issuer.js');
    console.log(await registerIssuerCommand(readConfig(), options));
  });

program
  .command('register-client')
  .description('let a client of a registered issuer speak for one organisation')
  .requiredOption('--issuer <url>', 'the `iss` of its tokens')
  .requiredOption('--client <id>', 'the `client_id` of its tokens')
  .requiredOption('--organisation <code>', 'whom it speaks for')
  .action(async (registration: ClientRegistration) => {
    const { registerClientCommand } = await import('./commands/register-client.js');
    console.log(await registerClientCommand(readConfig(), registration));
  });

program
  .command('revoke-client')
  .description('refuse a client from now on: every node within a minute, open streams too')
  .requiredOption('--issuer <url>', 'the `iss` of its tokens')
  .requiredOption('--client <id>', 'the `client_id` of its tokens')
  .action(async (options: { issuer: string; client: string }) =>
    console.log(await (await import('./commands/revoke.js')).revokeCommand(readConfig(), options)),
  );

program
  .command('revoke-issuer')
  .description('refuse an issuer and all of its clients from now on')
  .requiredOption('--issuer <url>', 'the `iss` of its tokens')
  .action(async ({ issuer }: { issuer: string }) =>
    console.log(await (await import('./commands/revoke.js')).revokeCommand(readConfig(), { issuer })),
  );

program
  .command('list-registrations')
  .description('issuers and clients: signatures, organisation, since when, whether revoked')
  .action(async () =>
    console.log(
      await (await import('./commands/list-registrations.js')).listRegistrationsCommand(readConfig()),
    ),
  );

program
  .command('register-documents <file>')
  .description('let a client ask the documents of its manifest by id: all that production answers')
  .requiredOption('--issuer <url>', 'the `iss` of its tokens')
  .requiredOption('--client <id>', 'the `client_id` of its tokens')
  .option('--withdraw-others', 'withdraw those of its documents that the file does not hold')
  .action(async (file: string, registration: DocumentsRegistration) => {
    const { registerDocumentsCommand } = await import('./commands/register-documents.js');
    console.log(await registerDocumentsCommand(readConfig(), file, registration));
  });

program
  .command('import <file>')
  .description('count the observations of a CSV file into the cube; the file is not kept')
  .requiredOption('--organisation <code>', 'who sends them')
  .option('--skip-invalid', 'count the good rows and write the others beside the file')
  .action(async (file: string, options: ImportOptions) =>
    console.log(await (await import('./commands/import.js')).importCommand(readConfig(), file, options)),
  );

program
  .command('digest')
  .description('what is new for an organisation since a day, as text')
  .requiredOption('--organisation <code>', 'as whom it is read')
  .requiredOption('--since <day>', 'the first day, such as 2026-11-01 (UTC)')
  .option('--language <language>', 'sv or en', 'sv')
  .action(async (options: DigestOptions) =>
    console.log(await (await import('./commands/digest.js')).digestCommand(readConfig(), options)),
  );

program
  .command('dead-letters')
  .description('the changes that webhooks were not told of, because their receivers did not take them')
  .option('--redeliver <webhook>', 'deliver those of a webhook again, by its id')
  .action(async ({ redeliver }: { redeliver?: string }) => {
    const { deadLettersCommand } = await import('./commands/dead-letters.js');
    console.log(await deadLettersCommand(readConfig(), redeliver));
  });

program
  .command('rotate-webhook-secret <webhook>')
  .description('give a webhook another secret; for a day deliveries are signed with the one before as well')
  .action(async (webhook: string) => {
    const { rotateWebhookSecret } = await import('./commands/rotate-webhook-secret.js');
    console.log(await rotateWebhookSecret(readConfig(), webhook));
  });

program
  .command('check-releases')
  .description(
    'compute every release again and compare it with what was published, after a restore for example',
  )
  .action(async () =>
    console.log(await (await import('./commands/check-releases.js')).checkReleases(readConfig())),
  );

program
  .command('generate-observations')
  .description(
    'SYNTHETIC observations as a CSV file that `import` takes: real geography, everything else invented',
  )
  .requiredOption('--rows <number>', 'rows; most of them count 1, as weekly sightings are noted, some 2 to 5')
  .requiredOption('--from <week>', 'the first ISO week, such as 2024-W40')
  .requiredOption('--to <week>', 'the last ISO week')
  .requiredOption('--seed <number>', 'a whole number: the same seed gives the same rows')
  .option(
    '--out [file]',
    'write to a file, named SYNTHETIC-observations-... by itself; otherwise to standard output',
  )
  .action(async (options: GenerateOptions) =>
    console.error(
      await (await import('./commands/generate-observations.js')).generateObservationsCommand(options),
    ),
  );

const audit = program.command('audit').description('verify, purge and anchor the audit; make its key');
const several = (value: string, before: string[] = []) => [...before, value];

audit
  .command('verify')
  .description(
    'hold every event against signed checkpoints; names what is altered, missing, reordered or rewritten',
  )
  .option(
    '--key <key>',
    'a key of a checkpoint, as `audit new-key` printed it for partners; several times',
    several,
  )
  .option('--checkpoint <file>', 'a checkpoint that was kept, as a signed note; several times', several)
  .action(async (options: VerifyOptions) =>
    console.log(await (await import('./commands/audit.js')).verifyCommand(readConfig(), options)),
  );

audit
  .command('checkpoint')
  .description('print the newest checkpoint, to be kept where nobody rewrites it')
  .action(async () =>
    console.log(await (await import('./commands/audit.js')).checkpointCommand(readConfig())),
  );

audit
  .command('purge')
  .description('remove what events say that are older than AUDIT_DAYS; their leaves stay')
  .action(async () => console.log(await (await import('./commands/audit.js')).purgeCommand(readConfig())));

audit
  .command('new-key <name>')
  .description(
    "print a new AUDIT_KEY and what partners verify with; the name is the tree's, such as samverkan.example/audit",
  )
  .action(async (name: string) => console.log((await import('./commands/audit.js')).newKeyCommand(name)));

program
  .command('print-grants')
  .description('print the column grants that the agreement asks for: what a migration should contain')
  .action(async () => console.log((await import('./store/grants.js')).grantStatements().join('\n')));

program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
