// The full schema, built once from the classes; everything served is derived from it.
import 'reflect-metadata';
import { buildSchemaSync } from 'type-graphql';
import type { GraphQLInterfaceType, GraphQLSchema } from 'graphql';
import { tellListBounds } from './schema/list-bounds.js';
import { attachTextRules } from './schema/text.js';
import { ActivityReportResolver } from './resolvers/activity-reports.js';
import { AuditResolver } from './resolvers/audit.js';
import { BatchResolver } from './resolvers/batches.js';
import { ChangeResolver } from './resolvers/changes.js';
import { ContributionResolver } from './resolvers/contributions.js';
import { CorroborateTrendEntry } from './resolvers/corroborate-trend-entry.js';
import { DirectoryResolver } from './resolvers/directory.js';
import { inspectReads } from './resolvers/inspect-reads.js';
import { NodeResolver } from './resolvers/node.js';
import { RecordConsent } from './resolvers/record-consent.js';
import { RecordPermit } from './resolvers/record-permit.js';
import { RecordServices } from './resolvers/record-services.js';
import { RedirectReferral } from './resolvers/redirect-referral.js';
import { ReferralResolver } from './resolvers/referrals.js';
import { ReferralSteps } from './resolvers/referral-steps.js';
import { ReferralSupporters } from './resolvers/referral-supporters.js';
import { ReleaseResolver } from './resolvers/releases.js';
import { ResubmitReferral } from './resolvers/resubmit-referral.js';
import { SendReferralMessage } from './resolvers/send-referral-message.js';
import { StatisticsResolver } from './resolvers/statistics.js';
import { SubmitReferralFlag } from './resolvers/submit-referral-flag.js';
import { TrendEntryResolver } from './resolvers/trend-entries.js';
import { TrendEntryMutations } from './resolvers/trend-entry-mutations.js';
import { WebhookResolver } from './resolvers/webhooks.js';

let built: GraphQLSchema | undefined;

/**
 * The full schema: every type, field and operation that any party has. Built once per process: type-graphql's metadata is
 * global, and a second build would add to it.
 */
export function buildFullSchema(): GraphQLSchema {
  return (built ??= build());
}

function build(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [
      AuditResolver,
      BatchResolver,
      ChangeResolver,
      DirectoryResolver,
      ActivityReportResolver,
      NodeResolver,
      ReleaseResolver,
      StatisticsResolver,
      TrendEntryResolver,
      TrendEntryMutations,
      ContributionResolver,
      CorroborateTrendEntry,
      ReferralResolver,
      SubmitReferralFlag,
      ReferralSteps,
      RedirectReferral,
      ResubmitReferral,
      RecordConsent,
      ReferralSupporters,
      RecordServices,
      RecordPermit,
      SendReferralMessage,
      WebhookResolver,
    ],
    pubSub: { publish: unused, subscribe: unused }, // asked for by type-graphql; feeds are in the database (resolvers/follow-changes.ts)
    validate: false, // inputs are inspected by resolvers/inspect-input.ts and inspect-reads.ts, by the rule of each field
  });
  attachTextRules(schema);
  tellListBounds(schema);
  inspectReads(schema);
  // type-graphql answers this asynchronously, which the compiled executor (http/executor.ts) does not wait for.
  (schema.getType('Node') as GraphQLInterfaceType).resolveType = typeNameOf;
  return schema;
}

function typeNameOf({ __typename }: { __typename: string }): string {
  return __typename;
}

function unused(): never {
  throw new Error('events are not published in this process');
}
