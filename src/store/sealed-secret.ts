// How the secrets of webhooks are stored: sealed with a key from the environment (AES-256-GCM), each to the webhook that it belongs to.
// A copy of the database does not give them away, and a sealed secret opens for no other webhook.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Thrown when a secret does not open: another key, another webhook, or it was altered. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
  override readonly message = 'A secret does not open with WEBHOOK_KEY.';
}

/** What secrets are sealed and opened with. */
export class Seal {
  private readonly key: Buffer;

  constructor(webhookKey: string) {
    this.key = Buffer.from(hkdfSync('sha256', webhookKey, '', 'secrets of webhooks', 32));
  }

  /** Seals the secret of a webhook. */
  close(webhookId: string, secret: string): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.key, nonce).setAAD(Buffer.from(webhookId));
    const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), sealed]);
  }

  /** Whether a sealed secret opens. */
  fits(webhookId: string, sealed: Buffer): boolean {
    try {
      this.open(webhookId, sealed);
      return true;
    } catch {
      return false;
    }
  }

  /** Opens the secret of a webhook; throws SealBroken. */
  open(webhookId: string, sealed: Buffer): string {
    if (sealed[0] !== VERSION) throw new SealBroken();
    try {
      const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
      const tag = sealed.subarray(1 + NONCE_BYTES, 1 + NONCE_BYTES + TAG_BYTES);
      const decipher = createDecipheriv(CIPHER, this.key, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(webhookId)).setAuthTag(tag);
      const text = decipher.update(sealed.subarray(1 + NONCE_BYTES + TAG_BYTES));
      return Buffer.concat([text, decipher.final()]).toString('utf8');
    } catch {
      throw new SealBroken();
    }
  }
}

/** A new secret as Standard Webhooks has it: 256 random bits. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}
