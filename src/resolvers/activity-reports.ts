import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { perform } from './perform.js';
import { requested } from './requested.js';
import { activityReportErrors, activitySearchError } from '../domain/activity-report.js';
import { uuidOf } from '../domain/ids.js';
import { Refused } from '../domain/user-error.js';
import { connection, pageRequest } from '../schema/cursor.js';
import { badInput } from '../schema/errors.js';
import {
  ActivityReportConnection,
  ActivityReportPayload,
  ActivityReportsArgs,
  ReportActivityInput,
  type ActivityFilter,
} from '../schema/activity-report.js';
import {
  findActivityReport,
  listActivityReports,
  putActivityReport,
  type ActivityConditions,
} from '../store/activity-reports.js';
import { findOrganisation } from '../store/organisations.js';
import type { Reader } from '../store/reader.js';
import type { RequestContext } from '../context.js';

const LIST = 'activityReports';

@Resolver()
export class ActivityReportResolver {
  @Query(() => ActivityReportConnection, {
    description: 'Monthly reports of work: your own, to the unit those of all. The newest month comes first.',
  })
  async activityReports(
    @Args() { filter, ...page }: ActivityReportsArgs,
    @Ctx() { actor, source, isDirect = false }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const request = pageRequest(LIST, page);
    const reader = { source, party: actor.organisation.party };
    const conditions = await conditionsOf(filter ?? {}, reader);
    const selection = requested(info, 'ActivityReport', 'nodes', 'edges.node');
    return connection(
      LIST,
      request,
      await listActivityReports(reader, selection, conditions, request),
      isDirect,
    );
  }

  @Mutation(() => ActivityReportPayload, {
    description:
      'Reports what your organisation did in a month, as a count; the same report again corrects the earlier one.',
  })
  async reportActivity(
    @Arg('input', () => ReportActivityInput, { description: 'The report.' }) input: ReportActivityInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const { actor, source } = context;
    const { touched, errors } = await perform(context, info, input, async (manager) => {
      const mistakes = activityReportErrors(input, new Date());
      if (mistakes.length > 0) throw new Refused(mistakes);
      const { month, municipality, kind, count, note } = input;
      const report = { organisationId: actor.organisation.id, month, municipality, kind, count };
      return {
        type: 'ActivityReport',
        uuid: await putActivityReport(manager, { ...report, note: note ?? null }),
      };
    });
    const reader = { source, party: actor.organisation.party };
    const selection = requested(info, 'ActivityReport', 'activityReport');
    return {
      errors,
      activityReport: touched && (await findActivityReport(reader, selection, touched.uuid)),
    };
  }
}

/** A filter as the store takes it; an organisation that does not exist is a mistake of the client, not an empty list. */
async function conditionsOf(
  { organisation, ...filter }: ActivityFilter,
  reader: Reader,
): Promise<ActivityConditions> {
  const mistake = activitySearchError(filter);
  if (mistake !== null) throw badInput(mistake);
  if (organisation == null) return filter;
  const key = new Map([['id', null]]);
  const found = await findOrganisation<{ id: string }>(reader, key, { code: organisation });
  if (!found) throw badInput('filter.organisation: no organisation has this code.');
  return { ...filter, organisationId: uuidOf('Organisation', found.id) };
}
