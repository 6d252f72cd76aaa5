import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { perform } from './perform.js';
import { readerOf } from './reader-of.js';
import { requested } from './requested.js';
import { statisticsReference } from './statistics-reference.js';
import { uuidOf } from '../domain/ids.js';
import { canPublish, canRevise, canWithdraw, type EntryState } from '../domain/trend-entry.js';
import { refuse } from '../domain/user-error.js';
import { notFound } from '../schema/errors.js';
import {
  DraftTrendEntryInput,
  PublishTrendEntryInput,
  ReviseTrendEntryInput,
  WithdrawTrendEntryInput,
} from '../schema/trend-entry-inputs.js';
import { TrendEntryPayload } from '../schema/trend-entry.js';
import { findTrendEntry } from '../store/trend-entries.js';
import * as writes from '../store/trend-entry-writes.js';
import type { RequestContext } from '../context.js';
import type { Transaction } from '../store/transaction.js';

interface ChangeOfEntry {
  readonly id: string;
  readonly expectedVersion: number;
  readonly idempotencyKey?: string | null;
}

@Resolver()
export class TrendEntryMutations {
  @Mutation(() => TrendEntryPayload, {
    description: 'Starts a trend entry. Nobody but the unit sees it until it is published.',
  })
  draftTrendEntry(
    @Arg('input', () => DraftTrendEntryInput, { description: 'The entry.' }) input: DraftTrendEntryInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const { actor } = context;
    return answer(context, info, input, async (manager) => {
      const content = { ...EMPTY, ...(await given(manager, input)) } as writes.TrendContent;
      checkLanguage(content.language);
      return writes.insertDraft(manager, actor.organisation.id, actor.subject, content);
    });
  }

  @Mutation(() => TrendEntryPayload, {
    description: 'Changes the draft of an entry; on a published entry, opens a correction.',
  })
  reviseTrendEntry(
    @Arg('input', () => ReviseTrendEntryInput, { description: 'The changes.' }) input: ReviseTrendEntryInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return changeEntry(context, info, input, canRevise, async (manager, head) => {
      const change = await given(manager, input);
      if (change.language) checkLanguage(change.language);
      return writes.reviseDraft(manager, head, context.actor.subject, change);
    });
  }

  @Mutation(() => TrendEntryPayload, {
    description: 'Makes the draft of an entry the revision that readers see.',
  })
  publishTrendEntry(
    @Arg('input', () => PublishTrendEntryInput, { description: 'Which entry.' })
    input: PublishTrendEntryInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return changeEntry(context, info, input, canPublish, writes.publishDraft);
  }

  @Mutation(() => TrendEntryPayload, {
    description: 'Takes a published entry back. It stays readable, marked as withdrawn.',
  })
  withdrawTrendEntry(
    @Arg('input', () => WithdrawTrendEntryInput, { description: 'Which entry, and why.' })
    input: WithdrawTrendEntryInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return changeEntry(context, info, input, canWithdraw, (manager, head) =>
      writes.withdrawEntry(manager, head, input.reason),
    );
  }
}

/** What a draft holds where the input leaves it out. */
const EMPTY = {
  language: 'sv', regions: [], arenas: [], ageBands: [], genders: [], topics: [], countUnit: null, coverage: '',
  methodNotes: null, sources: [], policingNotes: null, healthNotes: null, outreachGuidance: null, statistics: null,
} as const; // prettier-ignore

/** The content that an input gives, without what steers the command. */
async function given(
  manager: Transaction,
  { statistics, ...input }: DraftTrendEntryInput | ReviseTrendEntryInput,
): Promise<Partial<writes.TrendContent>> {
  const steering = new Set(['id', 'expectedVersion', 'idempotencyKey', 'confirmsNoNames']);
  const content = Object.entries(input).filter(([name, value]) => !steering.has(name) && value != null);
  return {
    ...Object.fromEntries(content),
    ...(statistics && { statistics: await statisticsReference(manager, statistics) }),
  };
}

function checkLanguage(language: string): void {
  if (language !== 'sv' && language !== 'en') refuse('INVALID_VALUE', 'language: sv or en.', ['language']);
}

function changeEntry(
  context: RequestContext,
  info: GraphQLResolveInfo,
  input: ChangeOfEntry,
  isAllowed: (state: EntryState) => boolean,
  change: (manager: Transaction, head: writes.EntryHead) => Promise<boolean>,
) {
  return answer(context, info, input, async (manager) => {
    const uuid = uuidOf('TrendEntry', input.id);
    const head = uuid && (await writes.entryHead(manager, uuid));
    if (!head) throw notFound();
    const moved = () =>
      refuse('VERSION_CONFLICT', 'Somebody changed the entry first; read it again.', ['expectedVersion']);
    if (head.version !== input.expectedVersion) moved();
    if (!isAllowed(head))
      refuse('INVALID_TRANSITION', 'The entry is not in a state that allows this.', ['id']);
    if (!(await change(manager, head))) moved();
    return head.id;
  });
}

async function answer(
  context: RequestContext,
  info: GraphQLResolveInfo,
  input: { readonly idempotencyKey?: string | null },
  effect: (manager: Transaction) => Promise<string>,
) {
  const { touched, errors } = await perform(context, info, input, async (manager) => ({
    type: 'TrendEntry',
    uuid: await effect(manager),
  }));
  if (!touched) return { errors, trendEntry: null };
  const selection = requested(info, 'TrendEntry', 'trendEntry');
  // Contributions that it shows are named by a line of their own: the write names the entry.
  return { errors, trendEntry: await findTrendEntry(readerOf(context, info), selection, touched.uuid, null) };
}
