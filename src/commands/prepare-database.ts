// Brings a database to the point where the API can start: schema, founding organisations, logins.
import { FOUNDING_ORGANISATIONS } from '../domain/organisations.js';
import { DEVELOPMENT_ISSUER, developmentClient } from '../auth/development-issuer.js';
import { migrate, openOwner } from '../store/migrate.js';
import {
  addOrganisations,
  closeDatabase,
  ensureMembersLogins,
  ensureOwnLogins,
  holdLogins,
  type Owner,
} from '../store/provision.js';
import { registerClients, registerIssuer } from '../store/registering.js';
import { withTransaction } from '../store/transaction.js';

/**
 * Migrates, adds the founding organisations, and in development registers a client of the development issuer for each.
 * Answers whether anything has been published or flagged yet.
 */
export async function prepareDatabase(
  databaseUrl: string,
  loginSecret: string,
  isDevelopment: boolean,
): Promise<{ isEmpty: boolean }> {
  const owner = await openOwner(databaseUrl);
  try {
    await migrate(owner);
    await withTransaction(owner, async (manager) => {
      await holdLogins(manager);
      await closeDatabase(manager);
      await ensureOwnLogins(manager, loginSecret);
      await addOrganisations(manager, FOUNDING_ORGANISATIONS);
      await ensureMembersLogins(manager, loginSecret);
      if (isDevelopment)
        await registerDevelopmentClients(
          manager,
          FOUNDING_ORGANISATIONS.map(({ code }) => code),
        );
    });
    const [{ isEmpty } = { isEmpty: false }] = await owner.query<{ isEmpty: boolean }[]>(
      'select not exists (select from trends.entry) and not exists (select from referrals.referral) as "isEmpty"',
    );
    return { isEmpty };
  } finally {
    await owner.destroy();
  }
}

/** Lets the development issuer's clients speak for organisations. Its keys are local, so it has no key set to fetch. */
export async function registerDevelopmentClients(owner: Owner, codes: readonly string[]): Promise<void> {
  await registerIssuer(owner, {
    issuer: DEVELOPMENT_ISSUER,
    jwksUri: `${DEVELOPMENT_ISSUER}/none`,
    algorithms: [],
  });
  const clients = codes.map((code) => ({ client: developmentClient(code), organisation: code }));
  await registerClients(owner, DEVELOPMENT_ISSUER, clients);
}
