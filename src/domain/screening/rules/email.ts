import { spansOf } from '../span.js';
import type { Span } from '../span.js';

// Lengths are the limits of RFC 5321 (64) and RFC 1035 (63); they also bound the work on hostile text.
const EMAIL = /[\p{L}\d._%+'-]{1,64}@(?:[\p{L}\d-]{1,63}\.){1,8}\p{L}{2,24}/gu;

/** E-mail addresses. */
export function findEmails(text: string): Span[] {
  return spansOf(text, EMAIL);
}
