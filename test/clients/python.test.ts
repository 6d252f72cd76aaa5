// The examples of clients/python, run by Debian's Python against a node that answers registered documents only.
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FOUNDING_ORGANISATIONS } from '../../src/domain/organisations.js';
import { publish } from '../api/tools/entries.js';
import { startProduction, type Production } from './tools/production.js';
import { FOLDER, hasPython, manifestOfPython, QUIETLY, runPython } from './tools/python.js';
import { EACH_GENDER, releaseOf2025 } from './tools/release.js';
import { run } from './tools/typescript.js';

let production: Production;
beforeAll(async () => {
  production = await startProduction();
});
afterAll(() => production.close());

(hasPython ? describe : describe.skip)('Python', () => {
  test('the police report an adult who does not consent; every other party would be refused that document', async () => {
    await expect(production.register('rfsu', await manifestOfPython())).rejects.toThrow(
      /SubmitFlag \(sha256:[0-9a-f]{64}\): submitReferralFlag is not open to RFSU\./,
    );
    await production.register('polisen-stockholm', await manifestOfPython());
    const answer = await runPython('submit_flag', await production.environmentOf('polisen-stockholm'));
    expect(JSON.parse(answer)).toMatchObject({
      referral: { status: 'SUBMITTED', recipient: { code: 'prostitutionsenheten' } },
      errors: [],
    });
  });

  test('the documents that the page names may be registered by every party', async () => {
    const page = await readFile('docs/clients.md', 'utf8');
    const [, command] = /^ +(python3 samverkan\.py .*\.graphql) > persisted-documents\.json$/m.exec(page)!;
    const manifest = await run('bash', ['-c', command!], QUIETLY, FOLDER);
    expect(Object.keys(JSON.parse(manifest) as object)).toHaveLength(3);
    for (const { code } of new Map(FOUNDING_ORGANISATIONS.map((each) => [each.party, each])).values())
      await production.register(code, manifest);
  });

  test('entries are read page by page', async () => {
    const titles = Array.from({ length: 51 }, (_, index) => `Nummer ${index}`);
    for (const title of titles) await publish(production.api, { title });
    const env = await production.environmentOf('polisen-stockholm');
    const entries = JSON.parse(await runPython('read_entries', env)) as { title: string }[];
    expect(entries.map(({ title }) => title)).toEqual(titles.toReversed());
  });

  test('statistics become lines for a spreadsheet', async () => {
    const env = await production.environmentOf('polisen-stockholm');
    await expect(runPython('ask_statistics', env)).rejects.toThrow(/NOT_FOUND: .* \([0-9a-f-]{36}\)/);
    await releaseOf2025(production.api);
    const [head, ...lines] = (await runPython('ask_statistics', env)).trimEnd().split('\r\n');
    expect(head).toBe('GENDER,COUNT');
    expect(lines.map((line) => line.split(',')[0])).toEqual(['WOMAN', 'MAN', 'OTHER', 'UNKNOWN']);
    for (const line of lines)
      expect(Math.abs(Number(line.split(',')[1]) - EACH_GENDER)).toBeLessThanOrEqual(10);
  });
});
