// The rules of webhooks that need no database: where one may lead, when it is tried again, how it is signed and sealed.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { LOCAL_RECEIVERS } from '../../src/domain/webhooks/local-receivers.js';
import { PUBLIC_RECEIVERS, receiverProblem } from '../../src/domain/webhooks/receivers.js';
import { MOST_ATTEMPTS, pauseAfter } from '../../src/domain/webhooks/retries.js';
import { newWebhookSecret, Seal, SealBroken } from '../../src/store/sealed-secret.js';
import { messageOf, signedHeaders } from '../../src/worker/webhooks/message.js';

// IANA's registries of special-purpose addresses: https://www.iana.org/assignments/iana-ipv4-special-registry and -ipv6-, and multicast.
const NOT_PUBLIC: Readonly<Record<string, readonly string[]>> = {
  'this network': ['0.0.0.0', '0.1.2.3', '::'],
  loopback: ['127.0.0.1', '127.255.255.254', '::1'],
  private: [
    '10.0.0.1',
    '10.255.255.255',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.0.1',
    'fc00::1',
    'fd12:3456::1',
  ],
  'link-local': ['169.254.169.254', '169.254.0.1', 'fe80::1', 'fe80::1%eth0', 'febf::1'],
  'carrier-grade NAT': ['100.64.0.1', '100.127.255.254'],
  multicast: ['224.0.0.1', '239.255.255.250', 'ff02::1'],
  broadcast: ['255.255.255.255'],
  'protocol assignments': ['192.0.0.8', '192.0.0.170', '2001::1', '2001:10::1'],
  documentation: ['192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1', '3fff::1'],
  benchmarking: ['198.18.0.1', '198.19.255.255', '2001:2::1'],
  reserved: ['240.0.0.1', '254.255.255.255', '192.88.99.1'],
  'IPv4 in IPv6': [
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::ffff:7f00:1',
    '::127.0.0.1',
    '::7f00:1',
    '::ffff:0:10.0.0.1',
  ],
  'translated IPv4': ['64:ff9b::10.0.0.1', '64:ff9b:1::1', '2002:7f00:1::', '2002:a00:1::1'],
  'not allocated': ['4000::1', '1::1', '2::1', '8000::1', 'fec0::1', '100::1', '5f00::1'],
  'no address': ['', 'localhost', 'mottagare.example', '1.1.1.1.1', '::g'],
};
const PUBLIC = [
  '1.1.1.1',
  '8.8.8.8',
  '172.15.0.1',
  '172.32.0.1',
  '100.63.255.255',
  '100.128.0.1',
  '192.167.0.1',
  '223.255.255.1',
  '2606:4700::1111',
  '2a00:1450:400f::1',
];

describe('an address', () => {
  test.each(Object.entries(NOT_PUBLIC))('of the kind %s is no receiver', (_kind, addresses) => {
    expect(addresses.filter((address) => PUBLIC_RECEIVERS.permits(address))).toEqual([]);
  });

  test('of the public Internet is one', () => {
    expect(PUBLIC.filter((address) => !PUBLIC_RECEIVERS.permits(address))).toEqual([]);
  });

  test('of this machine is one for the development server, and nothing else is that is none in production', () => {
    const more = Object.values(NOT_PUBLIC)
      .flat()
      .filter((address) => LOCAL_RECEIVERS.permits(address));
    expect(more).toEqual(['127.0.0.1', '::1']);
  });

  test.each([
    'https://127.1/',
    'https://0x7f.0.0.1/',
    'https://0177.0.0.1/',
    'https://2130706433/',
    'https://0/',
    'https://[::1]/',
    'https://[::ffff:7f00:1]/',
    'https://169.254.169.254/latest/meta-data/',
    'https://１２７.０.０.１/',
  ])('in the disguise of %s is seen', (url) => {
    expect(receiverProblem(url, PUBLIC_RECEIVERS)).toBe('url: at a public address.');
  });
});

describe('pauses', () => {
  const all = Array.from({ length: MOST_ATTEMPTS - 1 }, (_, index) => pauseAfter(index + 1, 0));

  test('grow from five seconds to an hour, and span three days', () => {
    expect(all.slice(0, 6)).toEqual([5_000, 20_000, 80_000, 320_000, 1_280_000, 3_600_000]);
    expect(Math.max(...all)).toBe(3_600_000);
    const span = all.reduce((total, one) => total + one, 0);
    expect(span).toBeGreaterThanOrEqual(72 * 3_600_000);
    expect(span).toBeLessThan(73 * 3_600_000);
  });

  test('are longer by chance, by a fifth at most', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: MOST_ATTEMPTS }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (failures, random) => {
          const pause = pauseAfter(failures, random);
          expect(pause).toBeGreaterThanOrEqual(pauseAfter(failures, 0));
          expect(pause).toBeLessThanOrEqual(pauseAfter(failures, 0) * 1.2 + 1);
        },
      ),
    );
  });
});

describe('a message', () => {
  const line = {
    position: 7,
    at: '2026-11-22T08:00:00.000Z',
    kind: 'MOVED',
    objectType: 'Referral',
    objectId: 'ref_1',
    object: { type: 'Referral', uuid: '1' },
  } as const;
  const message = messageOf('w', 'REFERRAL_MOVED', line);

  test('says the event, when, and the identifier, and nothing else', () => {
    expect(JSON.parse(message.body)).toEqual({
      type: 'REFERRAL_MOVED',
      timestamp: line.at,
      data: { id: 'ref_1' },
    });
  });

  test('has the same identifier each time, and another for another line or webhook', () => {
    const ids = [
      message.id,
      messageOf('w', 'REFERRAL_REMOVED', line).id,
      messageOf('v', 'REFERRAL_MOVED', line).id,
      messageOf('w', 'REFERRAL_MOVED', { ...line, position: 8 }).id,
      messageOf('w', 'REFERRAL_MOVED', { ...line, at: '2026-11-22T08:00:00.001Z' }).id,
    ];
    expect(new Set(ids).size).toBe(4);
    expect(ids[1]).toBe(ids[0]);
    expect(ids.every((id) => /^msg_[\w-]{27}$/.test(id))).toBe(true);
  });

  // The vector that the libraries of Standard Webhooks test themselves with (libraries/*/ in their repository).
  test('is signed as Standard Webhooks says', () => {
    const published = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}' };
    expect(
      signedHeaders(published, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'], new Date(1_614_265_330_000)),
    ).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  test('is signed with both secrets while they change, so that either verifies it', () => {
    const [earlier, later, other] = [newWebhookSecret(), newWebhookSecret(), newWebhookSecret()];
    const headers = signedHeaders(message, [later, earlier], new Date());
    for (const secret of [earlier, later])
      expect(new Webhook(secret).verify(message.body, headers)).toEqual(JSON.parse(message.body));
    expect(() => new Webhook(other).verify(message.body, headers)).toThrow('No matching signature');
    expect(() => new Webhook(later).verify(`${message.body} `, headers)).toThrow('No matching signature');
  });
});

describe('a seal', () => {
  const seal = new Seal('the key of a test, which is long enough');
  const secret = newWebhookSecret();
  const sealed = seal.close('a', secret);

  test('opens with its key for its webhook, and hides the secret, each time otherwise', () => {
    expect(seal.open('a', sealed)).toBe(secret);
    expect(sealed.includes(secret)).toBe(false);
    expect(seal.close('a', secret).equals(sealed)).toBe(false);
  });

  test('does not open for another webhook, with another key, or altered anywhere', () => {
    expect(() => seal.open('b', sealed)).toThrow(SealBroken);
    expect(() => new Seal('another key of a test, which is long enough').open('a', sealed)).toThrow(
      SealBroken,
    );
    for (let index = 0; index < sealed.length; index += 1) {
      const altered = Buffer.from(sealed);
      altered[index]! ^= 1;
      expect(() => seal.open('a', altered)).toThrow(SealBroken);
    }
    for (let length = 0; length < sealed.length; length += 1)
      expect(() => seal.open('a', sealed.subarray(0, length))).toThrow(SealBroken);
  });
});
