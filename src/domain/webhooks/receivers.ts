// Where a webhook may be delivered: over TLS, to addresses of the public Internet and nowhere else. A name that an outsider chose
// must not lead into the network that this server stands in.
import ipaddr from 'ipaddr.js';

/** How long a URL may be, written out (migrations: webhooks). */
const MOST_CHARACTERS = 500;

/** What a receiver must be like. */
export interface Receivers {
  /** Schemes of URLs, with their colons. */
  readonly schemes: readonly string[];
  /** The rule about schemes in words. */
  readonly schemeRule: string;
  /** Whether a delivery may go to an IP address. */
  readonly permits: (address: string) => boolean;
}

/** Receivers as production has them. */
export const PUBLIC_RECEIVERS: Receivers = {
  schemes: ['https:'],
  schemeRule: 'url: begins with https://.',
  permits: isPublic,
};

/**
 * Whether an address is one of the public Internet: allocated for global unicast, and no translation of an IPv4 address, which could
 * lead anywhere. Source of the ranges: IANA's registries of special-purpose addresses, as ipaddr.js has them.
 */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  // Global unicast of IPv6 is 2000::/3 (RFC 4291, 2.4); what else the library calls unicast is not allocated. A zone is of this machine.
  return (
    parsed.kind() === 'ipv4' ||
    (/^[23][0-9a-f]{3}:/.test(parsed.toNormalizedString()) && !address.includes('%'))
  );
}

/** The rule that a URL breaks, in words without its value; null when it may be a receiver. */
export function receiverProblem(text: string, { schemes, schemeRule, permits }: Receivers): string | null {
  if (!URL.canParse(text)) return 'url: a URL.';
  const url = new URL(text);
  if (!schemes.includes(url.protocol)) return schemeRule;
  if (url.username || url.password || url.hash) return 'url: without a user, a password or a fragment.';
  if (url.href.length > MOST_CHARACTERS) return `url: at most ${MOST_CHARACTERS} characters, written out.`;
  const address = literalOf(url);
  return address !== null && !permits(address) ? 'url: at a public address.' : null;
}

/** The IP address that stands in a URL instead of a name; null for a name. */
export function literalOf({ hostname }: URL): string | null {
  const text = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
  return ipaddr.isValid(text) ? text : null;
}
