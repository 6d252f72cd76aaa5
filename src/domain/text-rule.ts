/** How a free text that a client may send is bounded. Each input field, and each argument, declares its own (schema/text.ts). */
export interface TextRule {
  readonly max: number;
  /** False for codes and opaque tokens, which are checked in other ways and would look like identifiers. */
  readonly screened: boolean;
  /** True for what a read looks for: nothing is found by an empty text, and nothing is written. */
  readonly mayBeEmpty?: boolean;
}

/** The rule that an input field of the schema was declared with, if it is a text. */
export function textRuleOf(field: {
  readonly extensions: Readonly<Record<string, unknown>>;
}): TextRule | undefined {
  return field.extensions['text'] as TextRule | undefined;
}
