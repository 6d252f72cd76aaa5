import { Arg, Args, Ctx, Info, Int, Query, Resolver } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { readerOf } from './reader-of.js';
import { requested } from './requested.js';
import { parseId, uuidOf } from '../domain/ids.js';
import {
  AuditCheckpoint,
  AuditEventConnection,
  AuditEventsArgs,
  AuditProof,
  type AuditFilter,
} from '../schema/audit.js';
import { connection, pageRequest } from '../schema/cursor.js';
import { badInput, notFound } from '../schema/errors.js';
import { listAuditEvents, type AuditConditions } from '../store/audit-events.js';
import { inclusionProof, newestCheckpoint } from '../store/audit-proofs.js';
import { findOrganisation } from '../store/organisations.js';
import type { Checkpoint } from '../domain/audit/checkpoint.js';
import type { Reader } from '../store/reader.js';
import type { RequestContext } from '../context.js';

const LIST = 'auditEvents';

@Resolver()
export class AuditResolver {
  @Query(() => AuditEventConnection, {
    description:
      "Audited operations, the newest first: your own organisation's, and others' on objects of yours; to the unit all. Asking is itself an event, one for each page.",
  })
  async auditEvents(
    @Args() { filter, ...page }: AuditEventsArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const request = pageRequest(LIST, page);
    const reader = readerOf(context, info);
    const conditions = await conditionsOf(filter ?? {}, reader);
    const selection = requested(info, 'AuditEvent', 'nodes', 'edges.node');
    const found = await listAuditEvents(reader, selection, conditions, request);
    return connection(LIST, request, found, context.isDirect ?? false);
  }

  @Query(() => AuditCheckpoint, {
    nullable: true,
    description: 'The newest checkpoint, to keep and to co-sign; null before the first event is sealed.',
  })
  async auditCheckpoint(@Ctx() { source }: RequestContext): Promise<AuditCheckpoint | null> {
    const checkpoint = await newestCheckpoint(source);
    return checkpoint && told(checkpoint);
  }

  @Query(() => AuditProof, {
    nullable: true,
    description:
      'The proof that an event is under the newest checkpoint; NOT_FOUND when none is in this place.',
  })
  async auditProof(
    @Arg('sequence', () => Int, { description: 'The place of the event.' }) sequence: number,
    @Ctx() { source }: RequestContext,
  ): Promise<AuditProof> {
    const checkpoint = await newestCheckpoint(source);
    if (!checkpoint || sequence < 0 || sequence >= checkpoint.size) throw notFound();
    const { leafHash, path } = await inclusionProof(source, sequence, checkpoint.size);
    return {
      sequence,
      leafHash: leafHash.toString('base64'),
      path: path.map((hash) => hash.toString('base64')),
      checkpoint: told(checkpoint),
    };
  }
}

function told({ size, root, at, signature, keyId }: Checkpoint): AuditCheckpoint {
  return {
    treeSize: size,
    rootHash: root.toString('base64'),
    at: at.toISOString(),
    signature: signature.toString('base64'),
    keyId,
  };
}

/** A filter as the store takes it; what does not exist is a mistake of the client, not an empty list. */
async function conditionsOf(
  { organisation, object, ...filter }: AuditFilter,
  reader: Reader,
): Promise<AuditConditions> {
  const parsed = object == null ? null : parseId(object);
  if (object != null && !parsed) throw badInput('filter.object: not an identifier.');
  const conditions = { ...filter, object: parsed && `${parsed.type}/${parsed.uuid}` };
  if (organisation == null) return conditions;
  const key = new Map([['id', null]]);
  const found = await findOrganisation<{ id: string }>(reader, key, { code: organisation });
  if (!found) throw badInput('filter.organisation: no organisation has this code.');
  return { ...conditions, organisationId: uuidOf('Organisation', found.id) };
}
