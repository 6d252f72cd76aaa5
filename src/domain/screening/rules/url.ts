import { createRequire } from 'node:module';
import { LinkifyIt } from 'linkify-it';
import { spansOf } from '../span.js';
import type { Span } from '../span.js';

// The list is a JSON module, which Node 20 imports only with a warning.
const require = createRequire(import.meta.url);
const TOP_DOMAINS = require('tlds') as string[];

// "Tel.nr" and "pers.nr" are Swedish abbreviations far more often than sites on Nauru.
const NOT_TOP_DOMAINS = new Set(['nr']);

const linkify = new LinkifyIt({ fuzzyLink: true, fuzzyEmail: false, fuzzyIP: false }).tlds([
  ...TOP_DOMAINS.filter((domain) => !NOT_TOP_DOMAINS.has(domain)),
  'onion',
]);

const SCHEME = /(?<![\p{L}\d])[a-z][a-z\d+.-]{1,20}:\/\/[^\s/]/giu;
const WWW = /(?<!\p{L})www\d?\.[\p{L}\d]/giu;
// Names of version 3 onion services are 56 characters of base 32.
const ONION = /(?<![a-z\d])[a-z2-7]{56}(?![a-z\d])/gi;

// A full stop without a space after it, as in "på nätet.De flesta": one lower-case word, then a capital.
const MISSING_SPACE = /^\p{Ll}[\p{Ll}-]*\.\p{Lu}\p{Ll}*$/u;

/** Web addresses, with or without a scheme. */
export function findUrls(text: string): Span[] {
  const links = (linkify.match(text) ?? [])
    .filter((link) => link.schema !== '' || !MISSING_SPACE.test(link.raw))
    .map((link) => ({ start: link.index, end: link.lastIndex }));
  return [...links, ...spansOf(text, SCHEME), ...spansOf(text, WWW), ...spansOf(text, ONION)];
}
