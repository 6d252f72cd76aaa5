// The full schema with resolvers that know no permission and need no data: a value of the right type for every field. What is
// left to decide is the layer under test.
import { MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isListType,
  isScalarType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';

const SCALARS: Readonly<Record<string, unknown>> = {
  Int: 1,
  Float: 1,
  Boolean: true,
  Date: '2026-11-21',
  DateTime: '2026-11-21T09:30:00Z',
  Period: '2026-W31',
  RegionCode: '0180',
};

/** `node` answers with the type that its `id` names; the object of a change is a release. */
export function stubbed(full: GraphQLSchema): GraphQLSchema {
  return mapSchema(full, {
    [MapperKind.OBJECT_FIELD]: (config) => ({
      ...config,
      resolve: (_parent: unknown, args: Record<string, unknown>) => stub(config.type, args),
    }),
  });
}

function stub(type: GraphQLOutputType, args: Record<string, unknown>): unknown {
  const named = getNamedType(type);
  const one = isEnumType(named)
    ? named.getValues()[0]!.value
    : isScalarType(named)
      ? (SCALARS[named.name] ?? 'text')
      : { __typename: named.name === 'Node' ? (args['id'] ?? 'Release') : named.name };
  return isListType(getNullableType(type)) ? [one] : one;
}
