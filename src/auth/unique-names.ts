// A claim that stands twice means one thing to one reader and another to the next; JSON.parse keeps the last without a word.

const PIECE = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/** Whether no name of a JSON object, of its outermost level, stands twice. The text must be JSON. */
export function hasUniqueNames(json: string): boolean {
  const names = new Set<unknown>();
  let depth = 0;
  let before = '';
  for (const [piece] of json.matchAll(PIECE)) {
    if (piece === '{' || piece === '[') depth += 1;
    else if (piece === '}' || piece === ']') depth -= 1;
    else if (piece === ':' && depth === 1) {
      const name: unknown = JSON.parse(before);
      if (names.has(name)) return false;
      names.add(name);
    }
    before = piece;
  }
  return true;
}
