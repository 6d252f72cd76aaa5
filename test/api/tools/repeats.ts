// Mutations under keys, each sent many times at once, and what they must leave behind.
import type { TestApi } from '../../support/api.js';
import { accepted, SOCIALJOUREN } from './steps.js';
import { FULL, POLICE, submitted } from './flags.js';
import { signInAll } from './in-process.js';
import { databaseState, gained } from './rows.js';

/** A mutation that can be sent: as whom, and with which input under which key. */
interface Command {
  readonly organisation: string;
  readonly mutation: string;
  readonly inputType: string;
  readonly input: { readonly idempotencyKey: string } & Record<string, unknown>;
  /** The same with another input. */
  readonly other: Record<string, unknown>;
}

/** The four kinds, each on a referral of its own: a new flag, a step, a message, services. */
async function commandsOf(api: TestApi, count: number): Promise<Command[]> {
  const commands: Command[] = [];
  for (let index = 0; index < count; index += 1) {
    const idempotencyKey = `nyckel ${index}`;
    const step = { organisation: SOCIALJOUREN, other: { comment: 'Något annat.' } };
    const make = [
      async () => ({
        organisation: POLICE,
        mutation: 'submitReferralFlag',
        inputType: 'SubmitReferralFlagInput',
        input: { ...FULL, idempotencyKey },
        other: { note: 'Något annat.' },
      }),
      async () => ({
        ...step,
        mutation: 'acknowledgeReferral',
        inputType: 'ReferralActionInput',
        input: { id: (await submitted(api)).id, expectedVersion: 1, idempotencyKey },
      }),
      async () => ({
        ...step,
        mutation: 'sendReferralMessage',
        inputType: 'ReferralMessageInput',
        input: { id: (await submitted(api)).id, audience: [POLICE], body: 'Hej.', idempotencyKey },
        other: { body: 'Något annat.' },
      }),
      async () => ({
        ...step,
        mutation: 'recordServices',
        inputType: 'RecordServicesInput',
        input: {
          id: await accepted(api),
          expectedVersion: 3,
          services: [{ service: 'MEDICAL', status: 'OFFERED' }],
          idempotencyKey,
        },
        other: { caseworkerNote: 'Något annat.' },
      }),
    ] as const;
    commands.push(await make[index % make.length]!());
  }
  return commands;
}

export interface Repeated {
  /** Keys whose repeats did not all get the same answer, with the first two that differ. */
  readonly differing: readonly string[];
  /** Keys under which another input was not refused. */
  readonly notRefused: readonly string[];
  /** Rows that every table has gained, but for the lines of the audit. */
  readonly gained: Record<string, number>;
  /**
   * Lines of the audit beyond one for each answer. A request that was told to come again may have left one: it had its effect, and
   * found no connection to read its answer with.
   */
  readonly linesBeyondAnswers: number;
  /** Requests that were told to come again, and did. */
  readonly sentAgain: number;
  readonly seconds: number;
}

const AT_ONCE = 2; // keys; the requests under them are all sent at the same time

/** Sends `count` commands `repeats` times each, then each once with another input. */
export async function sendRepeatedly(api: TestApi, count: number, repeats: number): Promise<Repeated> {
  const commands = await commandsOf(api, count);
  let sentAgain = 0;
  const as = await signInAll(api, [POLICE, SOCIALJOUREN], () => (sentAgain += 1));
  const send = async ({ organisation, mutation, inputType, input }: Command) =>
    JSON.stringify(
      await as(organisation)(
        `mutation ($input: ${inputType}!) { ${mutation}(input: $input) {
           referral { id reference version status } errors { code } } }`,
        { input },
      ),
      // Each request has an id of its own.
      (name, value: unknown) => (name === 'requestId' ? undefined : value),
    );
  const before = await databaseState(api.database.owner);
  const begun = Date.now();
  const differing: string[] = [];
  const repeat = async (command: Command) => {
    const answers = new Set(await Promise.all(Array.from({ length: repeats }, () => send(command))));
    const [first = ''] = answers;
    const isRight = answers.size === 1 && first.includes('"errors":[]}},') && first.includes('"id":"ref_');
    if (!isRight) differing.push([command.mutation, ...answers].slice(0, 3).join(' '));
  };
  for (let from = 0; from < count; from += AT_ONCE)
    await Promise.all(commands.slice(from, from + AT_ONCE).map(repeat));
  const seconds = (Date.now() - begun) / 1_000;
  const notRefused: string[] = [];
  for (const command of commands) {
    const answer = await send({ ...command, input: { ...command.input, ...command.other } });
    if (!answer.includes('IDEMPOTENCY_KEY_REUSED')) notRefused.push(`${command.mutation} ${answer}`);
  }
  const { 'journal.audit': lines = 0, ...effects } = gained(before, await databaseState(api.database.owner));
  // Every repeat reads what the first one wrote, and each key was refused once with another input.
  const linesBeyondAnswers = lines - (count * repeats + count);
  return { differing, notRefused, gained: effects, linesBeyondAnswers, sentAgain, seconds };
}

/** What so many commands of four kinds, each sent as often as one likes, must have added, and nothing else. */
export function effectsOf(count: number): Record<string, number> {
  const each = count / 4;
  return {
    'journal.idempotency': count,
    'journal.outbox': count,
    'referrals.consent': each,
    'referrals.event': 2 * each,
    'referrals.message': each,
    'referrals.referral': each,
    'referrals.service': each,
  };
}
