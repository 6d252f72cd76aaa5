import { describe, expect, test } from '@jest/globals';
import { resolve } from 'node:path';
import { readConfig } from '../../src/config.js';

const SECRET = 'a secret of at least thirty-two characters';

describe('the environment', () => {
  test('has a default for everything in development', () => {
    expect(readConfig({})).toMatchObject({
      mode: 'development',
      host: '127.0.0.1',
      port: 4000,
      dataDir: resolve('.data'),
      databaseUrl: undefined,
      shares: { requestsPerMinute: 3_000, concurrentRequests: 16 },
      clocks: { acknowledgeHours: 24, decideWorkingDays: 3, idleDays: 14, expireDays: 180, eraseDays: 90 },
    });
  });

  test('gives what it says', () => {
    const given = { PORT: '0', POOL_SIZE: '9', ACKNOWLEDGE_HOURS: '12', LOGIN_SECRET: SECRET };
    expect(readConfig(given)).toMatchObject({
      port: 0,
      poolSize: 9,
      loginSecret: SECRET,
      clocks: { acknowledgeHours: 12, decideWorkingDays: 3, idleDays: 14, expireDays: 180, eraseDays: 90 },
    });
  });

  test('names proxies by address and by network', () => {
    const { proxies } = readConfig({ TRUSTED_PROXIES: '10.0.0.5, 10.0.1.0/24,2001:db8::/64' });
    const isTrusted = (address: string) => proxies.check(address, address.includes(':') ? 'ipv6' : 'ipv4');
    expect(['10.0.0.5', '10.0.1.77', '2001:db8::1', '::ffff:10.0.0.5'].filter(isTrusted)).toHaveLength(4);
    expect(['10.0.0.6', '10.0.2.1', '2001:db8:0:1::1', '127.0.0.1', ''].filter(isTrusted)).toEqual([]);
    expect(readConfig({}).proxies.check('127.0.0.1')).toBe(false);
  });

  test('must say which mode it is where it names a database', () => {
    const env = { DATABASE_URL: 'postgres://o@127.0.0.1/d', LOGIN_SECRET: SECRET };
    expect(() => readConfig(env)).toThrow(/MODE: production or development/);
    expect(readConfig({ ...env, MODE: 'development' }).mode).toBe('development');
    expect(readConfig({ ...env, MODE: 'production' }).mode).toBe('production');
    expect(readConfig({ LOGIN_SECRET: SECRET }).mode).toBe('development');
  });

  test('must hold the secrets in production, and is enough with them', () => {
    expect(() => readConfig({ MODE: 'production' })).toThrow(/DATABASE_URL[^]*LOGIN_SECRET/);
    const env = {
      MODE: 'production',
      DATABASE_URL: 'postgres://o@h/d?sslmode=verify-full',
      LOGIN_SECRET: SECRET,
    };
    expect(readConfig(env)).toMatchObject({ mode: 'production', conformance: false });
    expect(() => readConfig({ ...env, PUBLIC_URL: 'http://samverkan.example' })).toThrow(/PUBLIC_URL: https/);
    expect(readConfig({ CONFORMANCE: '1' }).conformance).toBe(true);
    expect(() => readConfig({ ...env, CONFORMANCE: '1' })).toThrow(/CONFORMANCE: refused in production/);
  });

  test.each([
    ['MODE', 'HEMLIGT', /MODE: .*development/],
    ['PORT', '70000', /PORT: .*65535/],
    ['PORT', 'HEMLIGT', /PORT: /],
    ['PORT', '80.5', /PORT: /],
    ['HOST', '', /HOST: /],
    ['POOL_SIZE', '0', /POOL_SIZE: /],
    ['REQUESTS_PER_MINUTE', '245', /REQUESTS_PER_MINUTE: .*246/],
    ['CONCURRENT_REQUESTS', 'HEMLIGT', /CONCURRENT_REQUESTS: /],
    ['DRAIN_SECONDS', '-1', /DRAIN_SECONDS: /],
    ['CONFORMANCE', 'HEMLIGT', /CONFORMANCE: /],
    ['DECIDE_WORKING_DAYS', '-1', /DECIDE_WORKING_DAYS: /],
    ['LOGIN_SECRET', 'HEMLIGT', /LOGIN_SECRET: .*32/],
    ['SUBJECT_SECRET', 'HEMLIGT', /SUBJECT_SECRET: .*32/],
    ['PUBLIC_URL', 'HEMLIGT', /PUBLIC_URL: /],
    ['TRUSTED_PROXIES', 'HEMLIGT', /TRUSTED_PROXIES: /],
    ['TRUSTED_PROXIES', '10.0.0.1/HEMLIGT', /TRUSTED_PROXIES: /],
    ['TRUSTED_PROXIES', '10.0.0.1/33', /TRUSTED_PROXIES: /],
    ['TRUSTED_PROXIES', '10.0.0.1,10.0.0.256', /TRUSTED_PROXIES: /],
    ['DATABASE_URL', 'mysql://HEMLIGT@h/d', /DATABASE_URL: /],
    ['DATABASE_URL', 'HEMLIGT', /DATABASE_URL: /],
    [
      'DATABASE_URL',
      'postgres://HEMLIGT@h/d?sslmode=require',
      /DATABASE_URL: sslmode: verify-full or disable/,
    ],
  ])(
    'is refused when %s is wrong (%s), by the name and the rule, never by the value',
    (name, value, rule) => {
      const read = () => readConfig({ [name]: value });
      expect(read).toThrow(rule);
      expect(read).not.toThrow(/HEMLIGT|70000/);
    },
  );

  test.each([
    ['postgres://HEMLIGT@db.example/d', false],
    ['postgres://HEMLIGT@db.example/d?sslmode=disable', false],
    ['postgres://HEMLIGT@127.0.0.1.example/d', false],
    ['postgres://HEMLIGT@db.example/d?sslmode=verify-full&sslrootcert=/ca.pem', true],
    ['postgres://HEMLIGT@127.0.0.1/d', true],
    ['postgres://HEMLIGT@localhost/d', true],
    ['postgres://HEMLIGT@[::1]/d', true],
    ['postgres://HEMLIGT@%2Frun%2Fpostgresql/d', true],
  ])('in production reaches the database over TLS, unless it is on this machine: %s', (url, isEnough) => {
    const secrets = { LOGIN_SECRET: SECRET, SUBJECT_SECRET: SECRET };
    const read = () => readConfig({ MODE: 'production', DATABASE_URL: url, ...secrets });
    if (isEnough) return expect(read().databaseUrl).toBe(url);
    expect(read).toThrow(/DATABASE_URL: needs sslmode=verify-full/);
    expect(read).not.toThrow(/HEMLIGT|db\.example/);
  });

  test('is told all its mistakes at once', () => {
    expect(() => readConfig({ PORT: 'x', POOL_SIZE: 'x', MODE: 'x' })).toThrow(/MODE[^]*PORT[^]*POOL_SIZE/);
  });
});
