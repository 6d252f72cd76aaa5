// The full schema as it is committed and reviewed. Where an API runs in the same process its own schema must be the only one
// that is built: type-graphql gives the resolvers of a second one the wrong parameters.
import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { subjectsOf } from './carriers.js';

export const FULL = buildSchema(
  readFileSync(new URL('../../../schema/full.graphql', import.meta.url), 'utf8'),
);

export const SERVED = subjectsOf(FULL);
