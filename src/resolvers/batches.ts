import { createHash, randomFillSync } from 'node:crypto';
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { perform } from './perform.js';
import { requested } from './requested.js';
import { uuidOf } from '../domain/ids.js';
import { countObservations } from '../domain/observations/request.js';
import { Refused, refuse } from '../domain/user-error.js';
import {
  BatchConnection,
  BatchPayload,
  BatchesArgs,
  ImportObservationsInput,
  WithdrawBatchInput,
} from '../schema/batch.js';
import { connection, pageRequest } from '../schema/cursor.js';
import { notFound } from '../schema/errors.js';
import {
  addCells,
  batchHead,
  closeBatch,
  findBatch,
  listBatches,
  openBatch,
  withdrawBatch,
} from '../store/batches.js';
import type { RequestContext } from '../context.js';
import type { Touched } from '../store/unit-of-work.js';

const LIST = 'batches';

@Resolver()
export class BatchResolver {
  @Query(() => BatchConnection, {
    description: 'Batches of observations: your own, to the unit those of all. The newest comes first.',
  })
  async batches(
    @Args() page: BatchesArgs,
    @Ctx() { actor, source, isDirect = false }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const request = pageRequest(LIST, page);
    const reader = { source, party: actor.organisation.party };
    const selection = requested(info, 'Batch', 'nodes', 'edges.node');
    return connection(LIST, request, await listBatches(reader, selection, request), isDirect);
  }

  @Mutation(() => BatchPayload, {
    description:
      'Counts observations into the cube, all of them or none. They are not kept; the same content twice is refused.',
  })
  async importObservations(
    @Arg('input', () => ImportObservationsInput, { description: 'The observations.' })
    input: ImportObservationsInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const { source, observations } = input;
    const { touched, errors } = await perform(context, info, input, async (manager) => {
      const today = new Date().toISOString().slice(0, 10);
      const { cells, mistakes } = countObservations(observations, today, randomFillSync);
      if (mistakes.length > 0) throw new Refused(mistakes);
      const digest = createHash('sha256').update(JSON.stringify(observations)).digest();
      const uuid = await openBatch(manager, context.actor.organisation.id, source, digest);
      if (uuid === null)
        refuse('DUPLICATE', 'observations: the same content has been counted.', ['observations']);
      await addCells(manager, uuid, cells);
      await closeBatch(manager, uuid, { rows: observations.length, rejected: 0 });
      return { type: 'Batch', uuid };
    });
    return { errors, batch: await this.answer(context, info, touched) };
  }

  @Mutation(() => BatchPayload, {
    description: 'Withdraws a batch of your own whole: the next release does not count it.',
  })
  async withdrawBatch(
    @Arg('input', () => WithdrawBatchInput, { description: 'Which batch.' }) input: WithdrawBatchInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const { touched, errors } = await perform(context, info, input, async (manager) => {
      const uuid = uuidOf('Batch', input.id);
      const head = uuid && (await batchHead(manager, uuid));
      if (!uuid || !head) throw notFound();
      if (head.organisationId !== context.actor.organisation.id)
        refuse('INVALID_TRANSITION', 'Only who sent a batch may withdraw it.', ['id']);
      if (head.isWithdrawn) refuse('INVALID_TRANSITION', 'The batch is withdrawn already.', ['id']);
      await withdrawBatch(manager, uuid);
      return { type: 'Batch', uuid };
    });
    return { errors, batch: await this.answer(context, info, touched) };
  }

  private answer({ actor, source }: RequestContext, info: GraphQLResolveInfo, touched: Touched | null) {
    const reader = { source, party: actor.organisation.party };
    return touched && findBatch(reader, requested(info, 'Batch', 'batch'), touched.uuid);
  }
}
