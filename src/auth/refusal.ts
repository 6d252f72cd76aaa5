// A helpful answer to a query for something that exists for others: which field or operation, and which party it is not
// shared with. The agreement is no secret among its parties, so naming its rows gives nothing away.
import {
  GraphQLError,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import { isGranted, isSubject } from './agreement.js';
import { isCarrier } from './carriers.js';
import { FIELD_REVEALS, VALUE_REVEALS } from './reveals.js';
import type { Party } from '../domain/parties.js';

const ROOTS = new Set(['Query', 'Mutation', 'Subscription']);

/**
 * Why a document that does not fit a party's schema is refused, as far as the agreement explains it. Positions are looked up
 * in the full schema; a path through hidden types names every denied step, outermost first. Each error carries its `subject`, which
 * is for us: no answer shows it.
 */
export function explainRefusal(document: DocumentNode, full: GraphQLSchema, party: Party): GraphQLError[] {
  const refusals = new Map<string, GraphQLError>();
  const refuse = (subject: string) => {
    if (refusals.has(subject)) return;
    const [type = '', name = ''] = subject.split('.');
    const isOperation = ROOTS.has(type);
    const code = isOperation ? 'FORBIDDEN' : 'FORBIDDEN_FIELD';
    const message = isOperation
      ? `${name} is not open to ${party}.`
      : `${subject} is not shared with ${party}.`;
    refusals.set(subject, new GraphQLError(message, { extensions: { code, subject } }));
  };
  const types = new TypeInfo(full);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field(node) {
        const parent = types.getParentType();
        if (!parent || isCarrier(parent.name)) return;
        const subject = `${parent.name}.${node.name.value}`;
        if (isSubject(subject) && !isGranted(subject, party)) refuse(subject);
      },
      ObjectField(node) {
        const subject =
          FIELD_REVEALS[`${String(types.getParentInputType()).replace(/[[\]!]/g, '')}.${node.name.value}`];
        if (subject && !isGranted(subject, party)) refuse(subject);
      },
      EnumValue(node) {
        const subject = VALUE_REVEALS[`${String(types.getInputType()).replace(/[[\]!]/g, '')}.${node.value}`];
        if (subject && !isGranted(subject, party)) refuse(subject);
      },
    }),
  );
  return [...refusals.values()];
}
