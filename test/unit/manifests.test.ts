// How long, and of how many clients, a node remembers what they have registered.
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { rememberManifests } from '../../src/http/manifests.js';
import type { ClientName, Manifest } from '../../src/store/documents.js';

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
});
afterEach(() => {
  jest.useRealTimers();
});

const client = (name: string): ClientName => ({ issuer: 'https://issuer.invalid', client: name });
/** A reader that counts how often it is asked, by client. */
function counting(answer: () => Promise<Manifest> = async () => new Map()) {
  const asked = new Map<string, number>();
  const remember = rememberManifests((who) => {
    asked.set(who.client, (asked.get(who.client) ?? 0) + 1);
    return answer();
  });
  return { asked, remember };
}

test('a manifest is read once in ten seconds, whoever asks at the same time', async () => {
  let text = 'old';
  const { asked, remember } = counting(async () => new Map([['id', text]]));
  await Promise.all([remember(client('a')), remember(client('a')), remember(client('b'))]);
  text = 'new';
  jest.advanceTimersByTime(9_999);
  expect((await remember(client('a'))).get('id')).toBe('old');
  expect(asked.get('a')).toBe(1);
  jest.advanceTimersByTime(1);
  expect((await remember(client('a'))).get('id')).toBe('new');
  expect(asked).toEqual(new Map([['a', 2], ['b', 1]])); // prettier-ignore
});

test('clients of the same name are told apart by their issuers', async () => {
  const seen: ClientName[] = [];
  const remember = rememberManifests(async (who) => {
    seen.push(who);
    return new Map();
  });
  const [one, other] = [client('a'), { issuer: 'https://other.invalid', client: 'a' }];
  await remember(one);
  await remember(other);
  expect(seen).toEqual([one, other]);
});

test('a failure is not remembered', async () => {
  let isAway = true;
  const { remember } = counting(async () => {
    if (isAway) throw new Error('away');
    return new Map([['id', 'text']]);
  });
  await expect(remember(client('a'))).rejects.toThrow('away');
  isAway = false;
  expect((await remember(client('a'))).get('id')).toBe('text');
});

test('two hundred clients are remembered, and the earliest is forgotten first', async () => {
  const { asked, remember } = counting();
  for (let each = 0; each <= 200; each += 1) await remember(client(String(each)));
  await remember(client('1'));
  expect(asked.get('1')).toBe(1);
  await remember(client('0'));
  expect(asked.get('0')).toBe(2);
});
