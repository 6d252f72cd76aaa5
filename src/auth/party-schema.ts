// The schema layer: what a party may not read, call, filter or sort by does not exist in its schema.
import { MapperKind, mapSchema, pruneSchema } from '@graphql-tools/utils';
import type { GraphQLSchema } from 'graphql';
import { isGranted } from './agreement.js';
import { isCarrier } from './carriers.js';
import { ARGUMENT_REVEALS, FIELD_REVEALS, VALUE_REVEALS } from './reveals.js';
import type { Party } from '../domain/parties.js';

/** The schema of one party: the full schema without what the agreement does not give it. */
export function partySchema(full: GraphQLSchema, party: Party): GraphQLSchema {
  const isHidden = (subject: string | undefined) => subject !== undefined && !isGranted(subject, party);
  const filtered = mapSchema(full, {
    [MapperKind.OBJECT_FIELD]: (config, field, type) => {
      if (!isCarrier(type) && !isGranted(`${type}.${field}`, party)) return null;
      const args = Object.entries(config.args ?? {}).filter(
        ([name]) => !isHidden(ARGUMENT_REVEALS[`${type}.${field}.${name}`]),
      );
      return { ...config, args: Object.fromEntries(args) };
    },
    [MapperKind.INPUT_OBJECT_FIELD]: (config, field, type) =>
      isHidden(FIELD_REVEALS[`${type}.${field}`]) ? null : config,
    [MapperKind.ENUM_VALUE]: (config, type, _schema, value) =>
      isHidden(VALUE_REVEALS[`${type}.${value}`]) ? null : config,
  });
  return pruneSchema(filtered);
}
