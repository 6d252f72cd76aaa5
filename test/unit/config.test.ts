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

  test('must hold the secrets in production, and is enough with them', () => {
    expect(() => readConfig({ MODE: 'production' })).toThrow(
      /DATABASE_URL[^]*LOGIN_SECRET[^]*SUBJECT_SECRET/,
    );
    const env = {
      MODE: 'production',
      DATABASE_URL: 'postgres://o@h/d',
      LOGIN_SECRET: SECRET,
      SUBJECT_SECRET: SECRET,
    };
    expect(readConfig(env)).toMatchObject({ mode: 'production', conformance: false });
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
    ['REQUESTS_PER_MINUTE', '0', /REQUESTS_PER_MINUTE: /],
    ['CONCURRENT_REQUESTS', 'HEMLIGT', /CONCURRENT_REQUESTS: /],
    ['DRAIN_SECONDS', '-1', /DRAIN_SECONDS: /],
    ['CONFORMANCE', 'HEMLIGT', /CONFORMANCE: /],
    ['DECIDE_WORKING_DAYS', '-1', /DECIDE_WORKING_DAYS: /],
    ['LOGIN_SECRET', 'HEMLIGT', /LOGIN_SECRET: .*32/],
    ['SUBJECT_SECRET', 'HEMLIGT', /SUBJECT_SECRET: .*32/],
    ['DATABASE_URL', 'mysql://HEMLIGT@h/d', /DATABASE_URL: /],
    ['DATABASE_URL', 'HEMLIGT', /DATABASE_URL: /],
  ])(
    'is refused when %s is wrong (%s), by the name and the rule, never by the value',
    (name, value, rule) => {
      const read = () => readConfig({ [name]: value });
      expect(read).toThrow(rule);
      expect(read).not.toThrow(/HEMLIGT|70000/);
    },
  );

  test('is told all its mistakes at once', () => {
    expect(() => readConfig({ PORT: 'x', POOL_SIZE: 'x', MODE: 'x' })).toThrow(/MODE[^]*PORT[^]*POOL_SIZE/);
  });
});
