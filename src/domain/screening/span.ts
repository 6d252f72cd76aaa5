/** A stretch of text, end exclusive. */
export interface Span {
  start: number;
  end: number;
}

/** Finds the stretches of text that hold one kind of identifier. `today` bounds plausible birth dates. */
export type Detector = (text: string, today: Date) => Span[];

// Not a letter, digit, space or mark, so it ends every pattern that meets it.
const CONSUMED = '\uFFFC';

/** Blanks out spans, keeping all offsets, so that later rules do not read the same characters again. */
export function consume(text: string, spans: Span[]): string {
  let result = '';
  let position = 0;
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    if (end <= position) continue;
    const from = Math.max(start, position);
    result += text.slice(position, from) + CONSUMED.repeat(end - from);
    position = end;
  }
  return result + text.slice(position);
}

/** All matches of a global pattern that also satisfy a test. */
export function spansOf(
  text: string,
  pattern: RegExp,
  accept: (match: RegExpExecArray) => boolean = () => true,
): Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(pattern)) {
    if (accept(match)) spans.push({ start: match.index, end: match.index + match[0].length });
  }
  return spans;
}

// Cue words further away than this belong to another clause; the bound also keeps every look-back constant.
const CUE_DISTANCE = 48;

/** Does the text just before a position match? The pattern should be anchored with `$`. */
export function precededBy(text: string, position: number, pattern: RegExp): boolean {
  return pattern.test(text.slice(Math.max(0, position - CUE_DISTANCE), position));
}

/** Does the text just after a position match? The pattern should be anchored with `^`. */
export function followedBy(text: string, position: number, pattern: RegExp): boolean {
  return pattern.test(text.slice(position, position + CUE_DISTANCE));
}
