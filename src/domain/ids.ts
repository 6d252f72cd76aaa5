// Identifiers that leave the system: a short type prefix and a random UUID. Never serial, never a date.
const PREFIX = {
  Organisation: 'org',
  ActivityReport: 'act',
  TrendEntry: 'trend',
  Contribution: 'contrib',
  Corroboration: 'corr',
  Referral: 'ref',
  Consent: 'con',
  ReferralEvent: 'evt',
  ReferralMessage: 'msg',
  Batch: 'batch',
  Release: 'rel',
  Webhook: 'hook',
} as const;
export type NodeType = keyof typeof PREFIX;

/** Every type of object that has identifiers. */
export const NODE_TYPES = Object.keys(PREFIX) as NodeType[];

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The prefix of a type's identifiers, with its separator. */
export function idPrefix(type: NodeType): string {
  return `${PREFIX[type]}_`;
}

/** Type and key of a public identifier, or null when it is none of ours. */
export function parseId(id: string): { type: NodeType; uuid: string } | null {
  const separator = id.indexOf('_');
  const uuid = id.slice(separator + 1);
  const type = NODE_TYPES.find((name) => PREFIX[name] === id.slice(0, separator));
  return type && UUID.test(uuid) ? { type, uuid } : null;
}

/** The key of an identifier of the given type, or null when it is not one. */
export function uuidOf(type: NodeType, id: string): string | null {
  const parsed = parseId(id);
  return parsed?.type === type ? parsed.uuid : null;
}
