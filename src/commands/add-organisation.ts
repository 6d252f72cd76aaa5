// `add-organisation`: a new member of the agreement joins an existing party: a row, a login, its party's grants.
import { z } from 'zod';
import { NEED } from '../domain/lists/referrals.js';
import { codesOf } from '../domain/code-list.js';
import { PARTIES } from '../domain/parties.js';
import { isRegion } from '../domain/regions.js';
import { openOwner } from '../store/migrate.js';
import { appendCommand, organisationName } from '../store/audit-trail.js';
import { roleOf } from '../store/grants.js';
import { memberOf } from '../store/membership.js';
import { addOrganisations, ensureLogins, holdLogins } from '../store/provision.js';
import { withTransaction } from '../store/transaction.js';
import { registerDevelopmentClients } from './prepare-database.js';
import { secretsOf } from './development-state.js';
import type { Config } from '../config.js';

const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  );

const organisation = z.object({
  code: z.string().regex(/^[a-z][a-z0-9-]{1,48}$/, 'small letters, digits and dashes, 2 to 49 characters'),
  name: z.string().min(1).max(200),
  party: z.enum(PARTIES),
  mandate: z.string().min(1).max(1_000),
  contact: z.string().min(1).max(500),
  services: list.pipe(z.array(z.enum(codesOf(NEED)))),
  regions: list.pipe(z.array(z.string().refine(isRegion, 'a code of the region lists'))),
});

/** Adds an organisation to a running system; its clients can be registered right after. */
export async function addOrganisationCommand(config: Config, options: unknown): Promise<string> {
  const parsed = organisation.safeParse(options);
  if (!parsed.success) {
    throw new Error(
      parsed.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`).join('\n'),
    );
  }
  const { databaseUrl, loginSecret } = await secretsOf(config);
  const owner = await openOwner(databaseUrl);
  try {
    await withTransaction(owner, async (manager) => {
      const { code } = parsed.data;
      await holdLogins(manager);
      await addOrganisations(manager, [{ ...parsed.data, agreementSignedAt: null }]);
      const { active, login, party } = (await memberOf(manager, code))!;
      if (!active)
        throw new Error('--code: this organisation has left; `reactivate-organisation` lets it back in.');
      // Its login would have the grants of both.
      if (party !== parsed.data.party)
        throw new Error(`--party: this organisation is a member already, as ${party}.`);
      await ensureLogins(manager, [{ login, memberOf: roleOf(party) }], loginSecret);
      if (config.mode === 'development') await registerDevelopmentClients(manager, [code]);
      await appendCommand(manager, 'addOrganisation', [await organisationName(manager, code)]);
    });
  } finally {
    await owner.destroy();
  }
  return `${parsed.data.code} has joined as ${parsed.data.party}.`;
}
