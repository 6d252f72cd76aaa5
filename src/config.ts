// The environment, validated once; the only reader of process.env.
import { BlockList, isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import { LEAST_REQUESTS_PER_MINUTE } from './http/limits/limits.js';

const wholeNumber = (least: number, most: number) => z.coerce.number().int().min(least).max(most);

/** Addresses (10.0.0.5) and networks (10.0.1.0/24), separated by commas. */
const addresses = z.string().transform((text, context) => {
  const list = new BlockList();
  for (const entry of text.split(',').filter(Boolean)) {
    const [address = '', bits] = entry.trim().split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    const isNetwork =
      bits !== undefined && /^\d{1,3}$/.test(bits) && Number(bits) <= (family === 'ipv6' ? 128 : 32);
    if (isIP(address) === 0 || (bits !== undefined && !isNetwork))
      context.addIssue({ code: 'custom', message: 'addresses or networks, separated by commas' });
    else if (isNetwork) list.addSubnet(address, Number(bits), family);
    else list.addAddress(address, family);
  }
  return list;
});

/** Whether the address of a database says of TLS what is understood here (store/tls.ts). */
function namesTls(url: string): boolean {
  if (!URL.canParse(url)) return true; // told by the rule before
  return ['verify-full', 'disable', null].includes(new URL(url).searchParams.get('sslmode'));
}

/** Whether nobody on the way to a database can read or change what is said. */
function isProtected(url: string): boolean {
  const { hostname, searchParams } = new URL(url);
  const isHere = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]|%2F.*)$/i.test(hostname);
  return isHere || searchParams.get('sslmode') === 'verify-full';
}

const environment = z
  .object({
    MODE: z.enum(['development', 'production']).optional(),
    HOST: z.string().min(1).default('127.0.0.1'),
    PORT: wholeNumber(0, 65_535).default(4000),
    METRICS_PORT: wholeNumber(0, 65_535).optional(),
    DATA_DIR: z.string().min(1).default('.data'),
    DATABASE_URL: z
      .url({ protocol: /^postgres(ql)?$/ })
      .refine(namesTls, 'sslmode: verify-full or disable; the modes between them check nothing')
      .optional(),
    LOGIN_SECRET: z.string().min(32).optional(),
    SUBJECT_SECRET: z.string().min(32).optional(),
    CELL_SECRET: z.string().min(32).optional(),
    AUDIT_KEY: z.string().min(1).optional(),
    WEBHOOK_KEY: z.string().min(32).optional(),
    AUDIENCE: z.string().min(1).default('https://samverkan.invalid/graphql'),
    PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
    TRUSTED_PROXIES: addresses.default(new BlockList()),
    POOL_SIZE: wholeNumber(1, 50).default(4),
    REQUESTS_PER_MINUTE: wholeNumber(LEAST_REQUESTS_PER_MINUTE, 1_000_000).default(3_000),
    CONCURRENT_REQUESTS: wholeNumber(1, 1_000).default(16),
    DRAIN_SECONDS: wholeNumber(0, 120).default(5),
    CONFORMANCE: z.enum(['0', '1']).default('0'),
    ACKNOWLEDGE_HOURS: wholeNumber(1, 720).default(24),
    DECIDE_WORKING_DAYS: wholeNumber(1, 60).default(3),
    IDLE_DAYS: wholeNumber(1, 365).default(14),
    EXPIRE_DAYS: wholeNumber(1, 3_650).default(180),
    ERASE_DAYS: wholeNumber(1, 3_650).default(90),
    // Five years: what HSLF-FS 2016:40 (4 kap. 9 §) asks of the logs of health care, which is the strictest rule any partner lives by.
    AUDIT_DAYS: wholeNumber(1, 36_500).default(1_827),
  })
  .superRefine((env, context) => {
    // Whoever names a database may mean a real one, which development would serve with what only production refuses.
    if (env.DATABASE_URL && !env.MODE)
      context.addIssue({
        code: 'custom',
        path: ['MODE'],
        message: 'production or development, said where DATABASE_URL is set',
      });
    if (env.MODE !== 'production') return;
    if (env.CONFORMANCE === '1')
      context.addIssue({ code: 'custom', path: ['CONFORMANCE'], message: 'refused in production' });
    if (env.PUBLIC_URL?.startsWith('http:'))
      context.addIssue({ code: 'custom', path: ['PUBLIC_URL'], message: 'https in production' });
    if (env.DATABASE_URL && !isProtected(env.DATABASE_URL))
      context.addIssue({
        code: 'custom',
        path: ['DATABASE_URL'],
        message: 'needs sslmode=verify-full in production, except on this machine',
      });
    for (const name of ['DATABASE_URL', 'LOGIN_SECRET'] as const) {
      if (!env[name]) context.addIssue({ code: 'custom', path: [name], message: 'required in production' });
    }
  });

export type Config = ReturnType<typeof readConfig>;

/** Reads and checks the environment; all mistakes are reported together, by name and rule, never by value. */
export function readConfig(env: NodeJS.ProcessEnv = process.env) {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const lines = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
    throw new Error(`The environment is not usable:\n${lines.join('\n')}`);
  }
  const { data } = parsed;
  return {
    mode: data.MODE ?? 'development',
    host: data.HOST,
    port: data.PORT,
    metricsPort: data.METRICS_PORT,
    dataDir: resolve(data.DATA_DIR),
    databaseUrl: data.DATABASE_URL,
    loginSecret: data.LOGIN_SECRET,
    subjectSecret: data.SUBJECT_SECRET,
    cellSecret: data.CELL_SECRET,
    auditKey: data.AUDIT_KEY,
    auditDays: data.AUDIT_DAYS,
    webhookKey: data.WEBHOOK_KEY,
    audience: data.AUDIENCE,
    // Where there is no proxy, clients ask this server itself.
    publicUrl:
      data.PUBLIC_URL ?? (data.MODE !== 'production' ? `http://${data.HOST}:${data.PORT}` : undefined),
    proxies: data.TRUSTED_PROXIES,
    poolSize: data.POOL_SIZE,
    shares: { requestsPerMinute: data.REQUESTS_PER_MINUTE, concurrentRequests: data.CONCURRENT_REQUESTS },
    drainMs: data.DRAIN_SECONDS * 1_000,
    conformance: data.CONFORMANCE === '1',
    clocks: {
      acknowledgeHours: data.ACKNOWLEDGE_HOURS,
      decideWorkingDays: data.DECIDE_WORKING_DAYS,
      idleDays: data.IDLE_DAYS,
      expireDays: data.EXPIRE_DAYS,
      eraseDays: data.ERASE_DAYS,
    },
  };
}
