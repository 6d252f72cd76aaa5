// The environment, validated once; the only reader of process.env.
import { resolve } from 'node:path';
import { z } from 'zod';

const wholeNumber = (least: number, most: number) => z.coerce.number().int().min(least).max(most);

const environment = z
  .object({
    MODE: z.enum(['development', 'production']).default('development'),
    HOST: z.string().min(1).default('127.0.0.1'),
    PORT: wholeNumber(0, 65_535).default(4000),
    DATA_DIR: z.string().min(1).default('.data'),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    LOGIN_SECRET: z.string().min(32).optional(),
    SUBJECT_SECRET: z.string().min(32).optional(),
    CELL_SECRET: z.string().min(32).optional(),
    WEBHOOK_KEY: z.string().min(32).optional(),
    AUDIENCE: z.string().min(1).default('https://samverkan.invalid/graphql'),
    POOL_SIZE: wholeNumber(1, 50).default(4),
    REQUESTS_PER_MINUTE: wholeNumber(60, 1_000_000).default(3_000),
    CONCURRENT_REQUESTS: wholeNumber(1, 1_000).default(16),
    CONFORMANCE: z.enum(['0', '1']).default('0'),
    ACKNOWLEDGE_HOURS: wholeNumber(1, 720).default(24),
    DECIDE_WORKING_DAYS: wholeNumber(1, 60).default(3),
    IDLE_DAYS: wholeNumber(1, 365).default(14),
    EXPIRE_DAYS: wholeNumber(1, 3_650).default(180),
    ERASE_DAYS: wholeNumber(1, 3_650).default(90),
  })
  .superRefine((env, context) => {
    if (env.MODE !== 'production') return;
    if (env.CONFORMANCE === '1')
      context.addIssue({ code: 'custom', path: ['CONFORMANCE'], message: 'refused in production' });
    for (const name of ['DATABASE_URL', 'LOGIN_SECRET', 'SUBJECT_SECRET'] as const) {
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
    mode: data.MODE,
    host: data.HOST,
    port: data.PORT,
    dataDir: resolve(data.DATA_DIR),
    databaseUrl: data.DATABASE_URL,
    loginSecret: data.LOGIN_SECRET,
    subjectSecret: data.SUBJECT_SECRET,
    cellSecret: data.CELL_SECRET,
    webhookKey: data.WEBHOOK_KEY,
    audience: data.AUDIENCE,
    poolSize: data.POOL_SIZE,
    shares: { requestsPerMinute: data.REQUESTS_PER_MINUTE, concurrentRequests: data.CONCURRENT_REQUESTS },
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
