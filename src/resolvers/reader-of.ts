// Who reads, as the store needs to know it: the organisation's own pool, its party, and what the audit says of the reading.
import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../context.js';
import { operationName, type Trail } from '../store/audit-trail.js';
import type { TrackedReader } from '../store/reader.js';

/** Whose operation the current root field is. */
export function trailOf({ actor }: RequestContext, { fieldName, operation }: GraphQLResolveInfo): Trail {
  const { organisation, client, subject } = actor;
  return {
    organisationId: organisation.id,
    client,
    subject,
    operation: operationName(operation.name?.value),
    action: fieldName,
  };
}

/** The reader for the current root field. */
export function readerOf(context: RequestContext, info: GraphQLResolveInfo): TrackedReader {
  return { source: context.source, party: context.actor.organisation.party, trail: trailOf(context, info) };
}

/** The reader of what the current mutation has written: its line in the audit names the object and the fields that it shows. */
export function readerOfWritten({ source, actor }: RequestContext): TrackedReader {
  return { source, party: actor.organisation.party, trail: null };
}
