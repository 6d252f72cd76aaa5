// JSON that PostgreSQL has already made goes into the answer as it is, without being parsed and written again.
import { randomUUID } from 'node:crypto';
import { GraphQLScalarType } from 'graphql';

// Nobody outside this process can know it, so no text in an answer can be taken for it.
const PLACE = `raw-json-${randomUUID()}`;
const QUOTED_PLACE = JSON.stringify(PLACE);

/** The pieces met by the JSON.stringify under way, which nothing can interrupt. */
let pieces: string[] = [];

/** A finished piece of JSON. */
export class RawJson {
  constructor(private readonly text: string) {}

  toJSON(): string {
    pieces.push(this.text);
    return PLACE;
  }
}

/** The type of a field whose value is finished JSON. Exists only in the schemas that operations are executed on. */
export const RawJsonScalar = new GraphQLScalarType<RawJson, RawJson>({
  name: 'RawJson',
  serialize: (value) => value as RawJson,
});

/** Like JSON.stringify, with every finished piece put in its place. */
export function stringifyWithRaw(value: unknown): string {
  pieces = [];
  const text = JSON.stringify(value);
  if (pieces.length === 0) return text;
  return text.split(QUOTED_PLACE).reduce((before, after, index) => before + pieces[index - 1]! + after);
}
