import { Arg, Ctx, Info, Query, Resolver } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { requested } from './requested.js';
import { statisticsTable } from './statistics-table.js';
import { uuidOf } from '../domain/ids.js';
import { mostCells } from '../domain/statistics/most-cells.js';
import { onlyPeriod, planOf, tableNames } from '../domain/statistics/plan.js';
import { badInput, notFound } from '../schema/errors.js';
import { Lengths } from '../schema/length.js';
import type { Release } from '../schema/release.js';
import { StatisticsInput, StatisticsTable } from '../schema/statistics.js';
import { readTables } from '../store/releases.js';
import type { RequestContext } from '../context.js';

@Resolver()
export class StatisticsResolver {
  @Lengths({
    cells: (args) => mostCells(args?.['input'] as StatisticsInput | undefined, new Date().getUTCFullYear()),
  })
  @Query(() => StatisticsTable, {
    description:
      'A table of a release. TOO_SPARSE when it would be mostly noise, naming a coarser one; NOT_FOUND before the first release. The same question gets the same numbers, whoever asks.',
  })
  async statistics(
    @Arg('input', () => StatisticsInput, { description: 'The question.' }) input: StatisticsInput,
    @Ctx() { actor, source }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const plan = planOf(input);
    if ('refusal' in plan) throw badInput(plan.refusal);
    const uuid = input.release == null ? null : uuidOf('Release', input.release);
    if (input.release != null && uuid === null) throw notFound();
    const reader = { source, party: actor.organisation.party };
    const selection = requested(info, 'Release', 'release');
    const found = await readTables<Release>(reader, selection, uuid, tableNames(plan), onlyPeriod(plan));
    if (!found) throw notFound();
    return statisticsTable(plan, found);
  }
}
