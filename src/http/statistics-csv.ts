// GET /statistics.csv: a table as a file, asked for through the caller's own GraphQL server, so that rights, rules and refusals are
// those of the query.
import type { FastifyInstance } from 'fastify';
import papaparse from 'papaparse';
import { answerCaller, requestIdOf, sendRefusal } from './caller.js';
import type { PartyRouteOptions } from './graphql-route.js';
import type { StatisticsTable } from '../schema/statistics.js';

const QUERY = `query StatisticsCsv($input: StatisticsInput!) {
  statistics(input: $input) {
    release { id period publishedAt } measure dimensions cells { coordinates count status } guarantee { text method }
  }
}`;

/** What a table is asked for by; every other parameter is a field of the filter. */
const QUESTION = ['measure', 'granularity', 'release'];

type Parameters = Readonly<Record<string, string | string[]>>;

/** HTTP statuses of refusals, where 400 does not say it better. */
const STATUS: Readonly<Record<string, number>> = {
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  TOO_SPARSE: 422,
  RATE_LIMITED: 429,
  INTERNAL_SERVER_ERROR: 500,
  UNAVAILABLE: 503,
};

/** Serves tables as CSV (RFC 4180), with the guarantee in lines that begin with #. */
export function statisticsCsvRoute(
  app: FastifyInstance,
  { servers, contextOf, ...admission }: PartyRouteOptions,
): void {
  app.get('/statistics.csv', async (request, reply) => {
    const { body, http } = await answerCaller(request, admission, async (actor) => {
      const { apollo } = await servers.of(actor.organisation.party);
      return apollo.executeOperation<{ statistics: StatisticsTable }>(
        { query: QUERY, variables: { input: questionOf(request.query as Parameters) } },
        { contextValue: await contextOf(request, actor) },
      );
    });
    const { data, errors = [] } = body.kind === 'single' ? body.singleResult : {};
    if (!data?.statistics) {
      const { message = '', extensions } = errors[0] ?? {};
      const retryAfter = http.headers.get('retry-after');
      if (retryAfter) void reply.header('retry-after', retryAfter);
      const code = (extensions?.['code'] as string | undefined) ?? 'INTERNAL_SERVER_ERROR';
      return sendRefusal(reply, STATUS[code] ?? 400, code, message);
    }
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="statistics-${requestIdOf(request)}.csv"`)
      .send(csvOf(data.statistics));
  });
}

/** The question in the parameters of an address: `measure=ADVERTS&granularity=YEAR&groupBy=PERIOD,COUNTY&arena=STREET`. */
function questionOf(parameters: Parameters): object {
  const { groupBy, ...named } = parameters;
  const entries = Object.entries(named);
  const filter = Object.fromEntries(entries.filter(([name]) => !QUESTION.includes(name)));
  return {
    ...Object.fromEntries(entries.filter(([name]) => QUESTION.includes(name))),
    ...(groupBy && { groupBy: [groupBy].flat().flatMap((names) => names.split(',')) }),
    ...(Object.keys(filter).length > 0 && { filter }),
  };
}

function csvOf({ release, measure, dimensions, cells, guarantee }: StatisticsTable): string {
  const head = [
    `${measure}, release ${release.id} of ${release.period}, published ${release.publishedAt}`,
    ...guarantee.text.split('\n'),
    guarantee.method,
  ];
  const columns = [...dimensions.map((dimension) => dimension.toLowerCase()), 'count', 'status'];
  const rows = cells.map(({ coordinates, count, status }) => [...coordinates, count ?? '', status]);
  return `${head.map((line) => `# ${line}\r\n`).join('')}${papaparse.unparse([columns, ...rows])}\r\n`;
}
