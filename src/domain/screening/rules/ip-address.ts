import { isIPv4, isIPv6 } from 'node:net';
import { precededBy, spansOf } from '../span.js';
import type { Span } from '../span.js';

const V4 = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?!\.?\d)/g;
const V6 = /(?<![\p{L}\d:.])[\da-f:]{3,39}(?:\.\d{1,3}){0,3}(?![\p{L}\d:])/giu;

const CUE = /(?<!\p{L})ip(?:v4|-?adress\p{L}{0,3}| address)?[^\p{L}\d]{0,4}$/iu;
const SECTION = /(?<!\p{L})(?:avsnitt|kapitel|kap|punkt|bilaga|rubrik|tabell|version|section|table)\.? ?$/iu;

// Four single digits number a heading more often than a machine.
function isAddress(text: string, match: RegExpExecArray): boolean {
  if (!isIPv4(match[0]) || precededBy(text, match.index, SECTION)) return false;
  return match[0].length > '1.2.3.4'.length || precededBy(text, match.index, CUE);
}

/** IPv4 and IPv6 addresses. */
export function findIpAddresses(text: string): Span[] {
  return [
    ...spansOf(text, V4, (match) => isAddress(text, match)),
    ...spansOf(text, V6, ([written]) => isIPv6(written) && /[\da-f]{1,4}:.*[\da-f]/i.test(written)),
  ];
}
