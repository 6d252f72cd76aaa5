import { refuse } from '../domain/user-error.js';

/** The organisations with these codes, each once; refuses a code that no active organisation has, by its path. */
export function organisationsByCode<O extends { readonly code: string }>(
  organisations: readonly O[],
  codes: readonly string[],
  path: readonly string[],
): O[] {
  return [...new Set(codes)].map((code) => {
    const found = organisations.find((organisation) => organisation.code === code);
    if (!found) {
      const place = [...path, String(codes.indexOf(code))];
      refuse('UNKNOWN_ORGANISATION', `${path.join('.')}: no active organisation has this code.`, place);
    }
    return found;
  });
}
