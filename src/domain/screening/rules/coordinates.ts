import { precededBy, spansOf } from '../span.js';
import type { Span } from '../span.js';

const DEGREES = String.raw`(-?\d{1,3}[.,]\d{3,15}) ?(°)? ?([NSEWÖVnsewöv](?!\p{L}))?`;
const PAIR = new RegExp(
  String.raw`(?<![\d.,])${DEGREES} {0,2}[,;/| \n] {0,2}(?:och |and |lon\p{L}{0,8}[:= ]{1,3})?[EÖN]? ?${DEGREES}(?![\d])`,
  'gu',
);
const SEXAGESIMAL =
  /\d{1,3} ?° ?\d{1,2}(?:[.,]\d{1,6})? ?['′’](?: ?\d{1,2}(?:[.,]\d{1,6})? ?(?:["”″]|[′'’]{2}))?/gu;
// SWEREF 99 TM and RT 90 in metres: northing 61xxxxx to 77xxxxx, easting six or seven digits.
const METRES = /(?<!\d)[NX]? ?[:=]? ?(?:6[1-9]|7[0-7])\d{5}[ ,;/]{1,3}[EY]? ?[:=]? ?\d{6,7}(?!\d)/g;
const CUE =
  /(?<!\p{L})(?:koordinat\p{L}{0,4}|position\p{L}{0,2}|gps|lat\p{L}{0,6}|coordinates?|geo|sweref\p{L}{0,3}|rt ?90)[^\p{L}\d-]{0,4}(?:\d\d )?(?:tm )?[:(]? ?$/iu;

// Without a cue or a degree sign three decimals may be thousands (59.329), and small numbers shares or p-values.
function isPair(text: string, match: RegExpExecArray): boolean {
  const [latitude = '', longitude = ''] = [match[1], match[4]];
  const [north, east] = [latitude, longitude].map((written) => Number(written.replace(',', '.')));
  if (north === undefined || east === undefined || Math.abs(north) > 90 || Math.abs(east) > 180) return false;
  if (match[2] ?? match[3] ?? match[5] ?? match[6]) return true;
  if (precededBy(text, match.index, CUE)) return true;
  const precise = [latitude, longitude].every((written) => /[.,]\d{4}/.test(written));
  // Europe.
  return precise && north >= 34 && north <= 72 && east >= -25 && east <= 45;
}

/** Coordinates: pairs of decimal degrees, degrees and minutes, and Swedish grid references. */
export function findCoordinates(text: string): Span[] {
  return [
    ...spansOf(text, PAIR, (match) => isPair(text, match)),
    ...spansOf(text, SEXAGESIMAL),
    ...spansOf(text, METRES, (match) => /[NXEY]/.test(match[0]) || precededBy(text, match.index, CUE)),
  ];
}
