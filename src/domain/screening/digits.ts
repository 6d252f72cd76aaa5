/** A group of digits as written. */
export interface DigitGroup {
  start: number;
  end: number;
  digits: string;
}

/** Neighbouring groups of one cluster, joined. */
export interface DigitWindow {
  start: number;
  end: number;
  digits: string;
  groups: DigitGroup[];
  /** Whether the window touches the start or the end of its cluster. */
  anchored: boolean;
  /** How many more groups its cluster has. */
  others: number;
}

// What people put between the parts of one number. A comma, colon or letter ends the cluster.
const CLUSTER = /\d+(?:(?:[ \t.\-/_()*|~·]{1,3}|[-.]?\n)\d+)*/g;

// A number broken by the end of a line has few groups; many are the rows of a table, which are read one by one.
const MOST_ACROSS_LINES = 6;

function groupsOf(text: string, start: number): DigitGroup[] {
  return [...text.matchAll(/\d+/g)].map((group) => {
    const at = start + group.index;
    return { start: at, end: at + group[0].length, digits: group[0] };
  });
}

/** Splits text into clusters: rows of digit groups that might be one number written in parts. */
export function digitClusters(text: string): DigitGroup[][] {
  return [...text.matchAll(CLUSTER)].flatMap((match) => {
    const groups = groupsOf(match[0], match.index);
    if (groups.length <= MOST_ACROSS_LINES || !match[0].includes('\n')) return [groups];
    return [...match[0].matchAll(/[^\n]+/g)].map((line) => groupsOf(line[0], match.index + line.index));
  });
}

/** Windows of a cluster that begin at the given group and hold between `fewest` and `most` digits, longest first. */
export function windowsFrom(
  groups: DigitGroup[],
  first: number,
  fewest: number,
  most: number,
): DigitWindow[] {
  const windows: DigitWindow[] = [];
  let digits = '';
  for (let last = first; last < groups.length; last++) {
    digits += groups[last]?.digits ?? '';
    if (digits.length > most) break;
    const part = groups.slice(first, last + 1);
    const start = part[0]?.start ?? 0;
    const end = part.at(-1)?.end ?? 0;
    const anchored = first === 0 || last === groups.length - 1;
    const others = groups.length - part.length;
    if (digits.length >= fewest) windows.unshift({ start, end, digits, groups: part, anchored, others });
  }
  return windows;
}
