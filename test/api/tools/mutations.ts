// Every mutation that is served, with inputs made from the schema itself: a field that is added is tested because it exists.
import {
  buildSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
} from 'graphql';
import type { Answer, TestApi } from '../../support/api.js';

export interface Place {
  readonly mutation: string;
  /** An organisation that may call it. */
  readonly caller: string;
  readonly path: readonly string[];
  readonly isList: boolean;
  readonly isText: boolean;
  /** What the schema tells a client about the field. */
  readonly description: string;
  /** The most characters of a text, as the schema says. */
  readonly max: number;
  /** An input in which this field holds a value, and everything that is required something harmless. */
  readonly input: (value: unknown) => object;
  readonly inputType: string;
}

const HARMLESS: Readonly<Record<string, unknown>> = {
  String: 'ord',
  ID: 'trend_00000000-0000-4000-8000-000000000000',
  Int: 1,
  Boolean: true,
  Period: '2025-W20',
  RegionCode: '0180',
};

/** The name of a place, such as `submitReferralFlag.consent.services`. */
export function nameOf({ mutation, path }: Pick<Place, 'mutation' | 'path'>): string {
  return `${mutation}.${path.join('.')}`;
}

/** Every field of every mutation's input, nested ones too, as the organisations are served them. */
export async function placesOf(api: TestApi, callers: readonly string[]): Promise<Place[]> {
  const places = new Map<string, Place>();
  for (const caller of callers) {
    const response = await fetch(`${api.address}/schema.graphql`, {
      headers: { authorization: `Bearer ${await api.token(caller)}` },
    });
    const schema = buildSchema(await response.text());
    for (const field of Object.values(schema.getMutationType()?.getFields() ?? {}))
      for (const place of placesIn(field, caller))
        places.set(nameOf(place), places.get(nameOf(place)) ?? place);
  }
  return [...places.values()];
}

function placesIn({ name: mutation, args }: GraphQLField<unknown, unknown>, caller: string): Place[] {
  const type = args.find(({ name }) => name === 'input')!.type;
  const whole = harmless(type) as object;
  const visit = (fields: GraphQLInputField[], path: string[]): Place[] =>
    fields.flatMap((field) => {
      const named = getNamedType(field.type);
      const here = [...path, field.name];
      const description = field.description ?? '';
      const place = {
        mutation,
        caller,
        path: here,
        isList: isListType(getNullableType(field.type)),
        isText: named.name === 'String',
        description,
        max: Number(/[Aa]t most (\d+) characters/.exec(description)?.[1]),
        input: (value: unknown) => put(whole, here, value, type),
        inputType: String(type),
      };
      const inner = isInputObjectType(named) ? visit(Object.values(named.getFields()), here) : [];
      return [place, ...inner];
    });
  const named = getNamedType(type);
  return isInputObjectType(named) ? visit(Object.values(named.getFields()), []) : [];
}

/** The input with a value at a path; objects on the way that were not required are made of what they require. */
function put(
  whole: object,
  [name = '', ...rest]: readonly string[],
  value: unknown,
  type: GraphQLInputType,
): object {
  if (rest.length === 0) return { ...whole, [name]: value };
  const innerType = (getNamedType(type) as GraphQLInputObjectType).getFields()[name]!.type;
  return { ...whole, [name]: put(harmless(innerType) as object, rest, value, innerType) };
}

/** Something harmless of a type; of an object, what it requires. */
function harmless(type: GraphQLInputType): unknown {
  const named = getNamedType(type);
  if (isListType(getNullableType(type))) return [];
  if (isEnumType(named)) return named.getValues()[0]!.name;
  if (!isInputObjectType(named)) return HARMLESS[named.name];
  const required = Object.values(named.getFields()).filter((field) => isNonNullType(field.type));
  return Object.fromEntries(required.map((field) => [field.name, harmless(field.type)]));
}

export interface MutationAnswer extends Answer {
  /** The business errors of the payload; none when the request itself was refused. */
  readonly refusals: { code: string; path: string[]; message: string }[];
}

/** Calls a mutation with an input. */
export async function call(
  api: TestApi,
  { mutation, caller, inputType }: Place,
  input: object,
): Promise<MutationAnswer> {
  const answer = await api.as(caller)(
    `mutation ($input: ${inputType}) { ${mutation}(input: $input) { errors { code path message } } }`,
    { input },
  );
  const refusals = (answer.data?.[mutation]?.errors ?? []) as MutationAnswer['refusals'];
  return { ...answer, refusals };
}
