/** OAuth scopes: what one client may do within its organisation's rights (a scope never adds a right). */
export const SCOPES = [
  'trends:read',
  'trends:write',
  'trends:publish',
  'contributions:write',
  'statistics:read',
  'statistics:write',
  'statistics:publish',
  'referrals:read',
  'referrals:submit',
  'referrals:handle',
  'activity:read',
  'activity:write',
  'audit:read',
  'webhooks:manage',
  'organisations:manage',
] as const;
export type Scope = (typeof SCOPES)[number];

/** Whether a word in a token's `scope` claim is a scope of this API; unknown words grant nothing. */
export function isScope(word: string): word is Scope {
  return (SCOPES as readonly string[]).includes(word);
}
