import { Arg, Ctx, ID, Info, Query, Resolver } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { readerOf, trailOf } from './reader-of.js';
import { requested } from './requested.js';
import { isGranted, scopeOf } from '../auth/agreement.js';
import { parseId, type NodeType } from '../domain/ids.js';
import { notFound } from '../schema/errors.js';
import { Node } from '../schema/node.js';
import { appendLine } from '../store/audit-trail.js';
import { findActivityReport } from '../store/activity-reports.js';
import { findBatch } from '../store/batches.js';
import { findContribution } from '../store/contributions.js';
import { findCorroboration } from '../store/corroborations.js';
import { findOrganisation } from '../store/organisations.js';
import { findRelease } from '../store/releases.js';
import { findReferral } from '../store/referrals.js';
import { findTrendEntry } from '../store/trend-entries.js';
import { findWebhook } from '../store/webhooks.js';
import type { TrackedReader } from '../store/reader.js';
import type { Selection } from '../store/select.js';
import type { Subject } from '../auth/matrix.js';
import type { RequestContext } from '../context.js';

interface Lookup {
  /** The typed field that this look-up stands for: whoever may not call it finds nothing here either. */
  readonly field: Subject;
  readonly find: (reader: TrackedReader, selection: Selection, uuid: string) => Promise<object | null>;
}

// Consents and events have no typed field of their own: they are read through their referral.
const LOOKUPS: Partial<Record<NodeType, Lookup>> = {
  Organisation: {
    field: 'Query.organisation',
    find: (reader, selection, uuid) => findOrganisation(reader, selection, { uuid }),
  },
  TrendEntry: {
    field: 'Query.trendEntry',
    find: (reader, selection, uuid) => findTrendEntry(reader, selection, uuid, null),
  },
  Contribution: { field: 'Query.contributions', find: findContribution },
  // A verdict stands beneath the entry that it is about.
  Corroboration: { field: 'Query.trendEntry', find: findCorroboration },
  Referral: {
    field: 'Query.referral',
    find: (reader, selection, uuid) => findReferral(reader, selection, { uuid }),
  },
  Batch: { field: 'Query.batches', find: findBatch },
  Release: { field: 'Query.releases', find: findRelease },
  ActivityReport: { field: 'Query.activityReports', find: findActivityReport },
  Webhook: { field: 'Query.webhooks', find: findWebhook },
};

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: 'Any object by its identifier: exactly what its typed field would answer.',
  })
  async node(
    @Arg('id', () => ID, { description: 'An `id` of any type.' }) id: string,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const { actor, source } = context;
    const { party } = actor.organisation;
    const parsed = parseId(id);
    const lookup = parsed && LOOKUPS[parsed.type];
    const scope = lookup && scopeOf(lookup.field);
    if (!parsed) throw notFound();
    if (!lookup || !isGranted(lookup.field, party) || (scope && !actor.scopes.has(scope))) {
      const objects = [`${parsed.type}/${parsed.uuid}`];
      await appendLine(source, trailOf(context, info), { objects, guarded: [], outcome: 'NOT_FOUND' });
      throw notFound();
    }
    const selection = new Map([...requested(info, parsed.type), ['__typename', null]] as const);
    const found = await lookup.find(readerOf(context, info), selection, parsed.uuid);
    if (!found) throw notFound();
    return found;
  }
}
