// `register-issuer`: whose signatures count, and where its keys are. Nothing in a token can say either.
import { z } from 'zod';
import { asOwner } from './as-owner.js';
import { appendCommand } from '../store/audit-trail.js';
import { registerIssuer } from '../store/registering.js';
import type { Config } from '../config.js';

const ALGORITHMS = ['ES256', 'PS256', 'EdDSA', 'Ed25519', 'RS256'];
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** Over TLS, or to this machine, where whoever listens could change more than keys. */
const address = z
  .url({ protocol: /^https?$/ })
  .refine(
    (text) => text.startsWith('https:') || (URL.canParse(text) && LOOPBACK.includes(new URL(text).hostname)),
    {
      message: 'https, except to the loopback interface',
    },
  );

const registration = z.object({
  issuer: address,
  jwksUri: address,
  algorithms: z
    .string()
    .transform((names) => names.split(','))
    .refine((names) => names.every((name) => ALGORITHMS.includes(name)), {
      message: `of ${ALGORITHMS.join(', ')}`,
    }),
});

/** Registers an issuer, or brings it up to date; one that was revoked counts again. */
export async function registerIssuerCommand(config: Config, options: unknown): Promise<string> {
  const parsed = registration.safeParse(options);
  if (!parsed.success) {
    const lines = parsed.error.issues.map(
      ({ path, message }) => `--${path.join('.').replace('jwksUri', 'jwks-uri')}: ${message}`,
    );
    throw new Error(lines.join('\n'));
  }
  const { issuer, algorithms } = parsed.data;
  await asOwner(config, async (owner) => {
    await registerIssuer(owner, parsed.data);
    await appendCommand(owner, 'registerIssuer', []);
  });
  return `Tokens of ${issuer} count, signed with ${algorithms.join(' or ')}, of the clients that are registered for it.`;
}
