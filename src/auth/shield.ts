// The resolver layer: graphql-shield rules from the same table. It decides again, in another mechanism, what the party's
// schema has already decided. Traps closed here: a missing rule denies, nothing is cached across rows, a rule that throws denies.
import { createRequire } from 'node:module';
import { GraphQLError } from 'graphql';
import type { IMiddlewareTypeMap } from 'graphql-middleware';
import { isObjectType, type GraphQLSchema } from 'graphql';
import { isGranted, isSubject, scopeOf } from './agreement.js';
import { isCarrier } from './carriers.js';
import type { Actor } from './actor.js';
import type { Subject } from './matrix.js';

// The ES module of graphql-shield 7.6 imports util.isUndefined, which Node 23 removed; the CommonJS one calls it only in rules
// that are not used here (chain and race). It brings graphql-middleware with it, whose ES module would be a second copy.
const require = createRequire(import.meta.url);
const { allow, deny, rule, shield } = require('graphql-shield') as typeof import('graphql-shield');
const { applyMiddleware } = require('graphql-middleware') as typeof import('graphql-middleware');

const ROOTS = ['Query', 'Mutation', 'Subscription'] as const;

/** The answer of this layer: the same wherever it denies, since the schema layer has already explained. */
function forbidden(message = 'Not shared with you.'): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'FORBIDDEN' } });
}

function grantedBy(subject: Subject) {
  return rule(subject, { cache: 'no_cache' })((_parent, _args, context: { actor?: Actor }) => {
    const { actor } = context;
    const scope = scopeOf(subject);
    return (
      actor !== undefined &&
      isGranted(subject, actor.organisation.party) &&
      (scope === null || actor.scopes.has(scope))
    );
  });
}

/** One rule per field of a schema; a field without a row is denied. */
function ruleTree(schema: GraphQLSchema) {
  const types = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith('__'));
  return Object.fromEntries(
    types.map((type) => [
      type.name,
      Object.fromEntries(
        Object.keys(type.getFields()).map((field) => {
          const subject = `${type.name}.${field}`;
          if (isCarrier(type.name)) return [field, allow];
          return [field, isSubject(subject) ? grantedBy(subject) : deny];
        }),
      ),
    ]),
  );
}

function middleware(schema: GraphQLSchema): IMiddlewareTypeMap {
  const options = { fallbackRule: deny, fallbackError: forbidden(), allowExternalErrors: true };
  return shield(ruleTree(schema), options).generate(schema) as IMiddlewareTypeMap;
}

/** Rules on every field: what the tests hold against the table. Halves the throughput (docs/adr/0001-one-table-three-layers.md). */
export function shieldEverywhere(schema: GraphQLSchema): IMiddlewareTypeMap {
  return middleware(schema);
}

/** Rules on every operation: what runs in production, where a leaf that is not shared does not exist in the party's schema. */
export function shieldRoots(schema: GraphQLSchema): IMiddlewareTypeMap {
  const all = middleware(schema);
  return Object.fromEntries(ROOTS.filter((root) => all[root]).map((root) => [root, all[root]!]));
}

/** A schema under the rules that run in production. */
export function shielded(schema: GraphQLSchema): GraphQLSchema {
  return applyMiddleware(schema, shieldRoots(schema));
}
