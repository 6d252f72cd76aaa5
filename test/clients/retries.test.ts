// What is lost on the way is sent again, under the same key, and has happened once: by the clients of the kit against the real API.
import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { badNetwork, type BadNetwork } from './tools/bad-network.js';
import { startProduction, type Production } from './tools/production.js';
import { hasPython, manifestOfPython } from './tools/python.js';
import { compileKit, run } from './tools/typescript.js';

const POLICE = 'polisen-stockholm';

let production: Production;
let folder: string;
beforeAll(async () => {
  [production, folder] = await Promise.all([startProduction(), compileKit()]);
  await production.register(POLICE, await readFile('clients/typescript/generated/police.json', 'utf8'));
  if (hasPython) await production.register(POLICE, await manifestOfPython());
});
afterAll(async () => {
  await production.close();
  await rm(dirname(folder), { recursive: true });
});

/** A program of the police that submits one flag. */
const PROGRAMS: [name: string, command: () => [program: string, ...args: string[]]][] = [
  ['TypeScript', () => [process.execPath, join(folder, 'police.js')]],
  ...(hasPython ? [['Python', () => ['python3', 'clients/python/submit_flag.py']] as never] : []),
];

const written = async () => {
  const [counts] = await production.api.database.owner.query<Record<string, number>[]>(
    `select (select count(*)::int from referrals.referral) as flags, (select count(*)::int from journal.idempotency) as keys,
       (select count(*)::int from journal.outbox) as lines`,
  );
  return counts!;
};

describe.each(PROGRAMS)('%s', (_name, command) => {
  let network: BadNetwork | undefined;
  let before: Record<string, number>;
  beforeEach(async () => {
    before = await written();
  });
  afterEach(async () => {
    await network?.close();
    network = undefined;
  });
  const submit = async (url: string) => {
    const [program, ...args] = command();
    return run(program, args, { ...(await production.environmentOf(POLICE)), SAMVERKAN_URL: url });
  };
  const more = async () => {
    const after = await written();
    return Object.fromEntries(Object.entries(after).map(([name, count]) => [name, count - before[name]!]));
  };

  test('a flag that is lost, cut off and turned away is submitted once', async () => {
    network = await badNetwork(production.address, ['lost', 'cut', 'away', 'cut']);
    expect(await submit(network.address)).toContain('"SUBMITTED"');
    expect(await more()).toEqual({ flags: 1, keys: 1, lines: 1 });
    const flags = network.sent.slice(0, 5).map((body) => JSON.parse(body));
    expect(new Set(network.sent.slice(0, 5)).size).toBe(1);
    expect(flags[0].variables.input.idempotencyKey).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('an API that says UNAVAILABLE is asked again', async () => {
    const { owner } = production.api.database;
    const unavailable = async () => {
      const metrics = await (await fetch(`${production.address}/metrics`)).text();
      return Number(/errors_total\{code="UNAVAILABLE"\} (\d+)/.exec(metrics)?.[1] ?? 0);
    };
    const earlier = await unavailable();
    // Its first statement waits for this lock for two seconds, which is as long as one waits (docs/operations.md).
    const runner = owner.createQueryRunner();
    await runner.query('begin');
    await runner.query('lock table journal.idempotency in access exclusive mode');
    const submitting = submit(production.address);
    while ((await unavailable()) === earlier) await pause(50);
    await runner.query('commit');
    await runner.release();
    expect(await submitting).toContain('"SUBMITTED"');
    expect(await more()).toEqual({ flags: 1, keys: 1, lines: 1 });
  });

  test('what is refused is not sent again', async () => {
    network = await badNetwork(production.address, []);
    const token = await production.api.token(POLICE, ['referrals:read']);
    const [program, ...args] = command();
    const env = { SAMVERKAN_URL: network.address, SAMVERKAN_TOKEN: token };
    await expect(run(program, args, env)).rejects.toThrow(
      'submitReferralFlag needs the scope referrals:submit.',
    );
    expect(network.sent).toHaveLength(1);
    expect(await more()).toEqual({ flags: 0, keys: 0, lines: 0 });
  });
});
