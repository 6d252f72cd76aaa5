// What becomes of the referrals of an organisation that leaves: the unit, which coordinates them by its mandate, hands on what the
// organisation carries, and ends its part where it supports.
import { acknowledgeBy, type ClockLengths } from '../domain/referral/clocks.js';
import { reachOf } from '../domain/referral/consent.js';
import { decide } from '../domain/referral/machine.js';
import { defaultRecipient } from '../domain/referral/routing.js';
import { carriedBy, supportedBy } from '../store/leaving.js';
import { activeOrganisations } from '../store/new-referral.js';
import { consentsOf, endSupport } from '../store/referral-consents.js';
import { changeReferral, moveReferral, referralHead } from '../store/referral-steps.js';
import { commit, type Writer } from '../store/unit-of-work.js';
import type { Source } from '../store/sources.js';
import type { Transaction } from '../store/transaction.js';

/** How much an organisation took part in. */
export interface HandedOn {
  readonly carried: number;
  readonly supported: number;
}

/**
 * Hands on every open referral that an organisation carries to the default recipient of its place, or to the unit where consent does
 * not reach that one. Safe to repeat: each is one transaction.
 */
export async function handOn(
  unit: Source,
  writer: Writer,
  leaverId: string,
  clocks: ClockLengths,
): Promise<HandedOn> {
  const supported = await supportedBy(unit, leaverId);
  for (const { id } of supported) {
    await onReferral(unit, writer, 'removeSupporter', id, async (manager, head) => {
      await endSupport(manager, id, [leaverId]);
      return changeReferral(manager, head, {});
    });
  }
  const carried = await carriedBy(unit, leaverId);
  for (const { id, municipality } of carried) {
    await onReferral(unit, writer, 'redirectReferral', id, async (manager, head) => {
      const decision = decide(head, 'REDIRECT', ['OPERATOR']);
      if ('refused' in decision) return false;
      const others = (await activeOrganisations(manager)).filter((one) => one.id !== leaverId);
      const usual = defaultRecipient(head.route, municipality, others);
      const isReached =
        usual && reachOf(head.consentState, await consentsOf(manager, id), usual.id) !== 'NONE';
      const recipientId = isReached ? usual.id : writer.organisationId;
      await endSupport(manager, id, [recipientId]);
      const { organisationId } = writer;
      const step = {
        action: 'REDIRECT',
        to: decision.to,
        organisationId,
        reason: null,
        comment: null,
      } as const;
      return moveReferral(manager, head, step, {
        recipientId,
        acknowledgeBy: acknowledgeBy(new Date(), clocks),
        decideBy: null,
      });
    });
  }
  return { carried: carried.length, supported: supported.length };
}

type Head = NonNullable<Awaited<ReturnType<typeof referralHead>>>;

async function onReferral(
  unit: Source,
  writer: Writer,
  operation: string,
  id: string,
  effect: (manager: Transaction, head: Head) => Promise<boolean>,
): Promise<void> {
  await commit(unit, writer, { operation, input: { id }, key: null }, async (manager) => {
    const head = await referralHead(manager, 'UNIT', id);
    if (!head || !(await effect(manager, head)))
      throw new Error('Somebody changed a referral at the same moment. Run the command again.');
    return { type: 'Referral', uuid: id };
  });
}
