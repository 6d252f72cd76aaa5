/** A closed list of codes: becomes a GraphQL enum named `name`, with a description and a Swedish label per value. */
export interface CodeList<V extends string> {
  readonly name: string;
  readonly description: string;
  readonly values: Readonly<Record<V, CodeText>>;
}

/** What one code means: `en` describes it in a sentence, `sv` is what a caseworker calls it. */
export interface CodeText {
  readonly en: string;
  readonly sv: string;
}

/** The union of a list's codes, e.g. `CodeOf<typeof ARENA>`. */
export type CodeOf<L> = L extends CodeList<infer V> ? V : never;

/** Makes a code list that nothing can change afterwards. */
export function codeList<V extends string>(
  name: string,
  description: string,
  values: Record<V, CodeText>,
): CodeList<V> {
  for (const text of Object.values(values)) Object.freeze(text);
  return Object.freeze({ name, description, values: Object.freeze(values) });
}

/** The codes of a list, in the order in which the list gives them. */
export function codesOf<V extends string>(list: CodeList<V>): V[] {
  return Object.keys(list.values) as V[];
}
