// Three cases as they happen, over HTTP with a client per organisation. After every step each organisation reads what the
// signed agreement gives it, with the value that the case calls for, and is refused everything else.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { signIn, type Ask } from '../security/support/asker.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { CaseFile } from './tools/case-file.js';
import { BOY_IN_MALMO } from './tools/case-malmo.js';
import { WITHOUT_CONSENT } from './tools/case-notification.js';
import { expectDenials, expectView, readEveryWay, selection, type Keys } from './tools/case-readers.js';
import { WOMAN_IN_RINKEBY } from './tools/case-rinkeby.js';
import { POLICE } from './tools/flags.js';
import { PLAYERS } from './tools/sequence-inputs.js';
import { INPUTS } from './tools/steps.js';

const CASES = [WOMAN_IN_RINKEBY, BOY_IN_MALMO, WITHOUT_CONSENT];

describe.each(CASES)('$name', ({ flag, consents, scenes }) => {
  let api: TestApi;
  let file: CaseFile;
  let keys: Keys;
  const clients = new Map<string, Ask>();
  beforeAll(async () => {
    api = await startTestApi();
    for (const organisation of PLAYERS) clients.set(organisation, await signIn(api, organisation));
  });
  afterAll(() => api.close());

  /** Calls a mutation and answers with its payload, and when that was. */
  async function call(by: string, mutation: string, inputType: string, input: object) {
    const from = new Date();
    const { data, text } = await clients.get(by)!(
      `mutation ($input: ${inputType}!) { ${mutation}(input: $input) {
         errors { code path } referral { ${selection(by)} } } }`,
      { input },
    );
    const payload = data?.[mutation];
    if (!payload || payload.errors.length > 0) throw new Error(text);
    return { referral: payload.referral as Record<string, unknown>, span: { from, to: new Date() } };
  }

  async function everybodyReads(): Promise<void> {
    let denials = 0;
    for (const organisation of PLAYERS) {
      const ask = clients.get(organisation)!;
      await readEveryWay(file, organisation, ask, keys);
      denials += await expectDenials(organisation, ask, keys);
    }
    // As many dashes as the paper has for these nine in the five types, counted by hand.
    expect(denials).toBe(104);
  }

  test('The police submit', async () => {
    const { referral, span } = await call(POLICE, 'submitReferralFlag', 'SubmitReferralFlagInput', flag);
    file = new CaseFile(flag, consents, span);
    keys = { id: referral['id'] as string, reference: referral['reference'] as string };
    expectView(file, POLICE, 'submitReferralFlag', referral);
    await everybodyReads();
  });

  test.each(Object.entries(scenes))('%s', async (_name, scene) => {
    const { by, mutation, input } = scene;
    const version = file.viewFor(by)!['version'];
    const { referral, span } = await call(by, mutation, INPUTS[mutation] ?? 'ReferralActionInput', {
      ...input,
      id: keys.id,
      ...(mutation !== 'sendReferralMessage' && { expectedVersion: version }),
    });
    file.write(scene, span);
    // The payload is the referral as its caller reads it from now on, which is not at all after a hand-over.
    expectView(file, by, mutation, referral);
    await everybodyReads();
  });
});
