// Leaks that a careless edit could bring, planted to see that the comparison catches them: each tells how many cells the cube has.
import type { DataSource } from 'typeorm';
import type { TestDatabase } from '../../support/database.js';
import type { Plant } from './asking.js';

const cells = async (owner: DataSource): Promise<number> => {
  const [row] = await owner.query<{ n: number }[]>('select count(*)::int as n from cube.cell');
  return row!.n;
};

interface Leak {
  readonly plant: (owner: DataSource) => Plant;
  /** Where it shows. */
  readonly shows: 'answer' | 'metric' | 'log';
}

export const LEAKS = {
  'a header with a number of rows': {
    shows: 'answer',
    plant: (owner) => (app) => {
      app.addHook('onSend', async (_request, reply) => void reply.header('x-rows', await cells(owner)));
    },
  },
  'a header that one world has and the other has not': {
    shows: 'answer',
    plant: (owner) => (app) => {
      app.addHook('onSend', async (_request, reply) => {
        if ((await cells(owner)) % 2 === 0) void reply.header('x-even', '');
      });
    },
  },
  'a space at the end of a body': {
    shows: 'answer',
    plant: (owner) => (app) => {
      app.addHook('onSend', async ({ url }, reply, payload) => {
        if (url === '/metrics' || (await cells(owner)) % 2 === 0) return payload;
        void reply.removeHeader('content-length');
        return `${String(payload)} `;
      });
    },
  },
  'an error that says how many': {
    shows: 'answer',
    plant: (owner) => (app) => {
      app.addHook('onSend', async (_request, reply, payload) => {
        void reply.removeHeader('content-length');
        return String(payload).replace('The nearest:', `Of ${await cells(owner)} cells the nearest:`);
      });
    },
  },
  'a line of the log': {
    shows: 'log',
    plant: (owner) => (app) => {
      app.addHook(
        'onSend',
        async (request) => app.log.warn({ requestId: request.id, milliseconds: await cells(owner) }), // what a line may hold
      );
    },
  },
  'a line on the console': {
    shows: 'log',
    plant: (owner) => (app) => {
      app.addHook('onSend', async () => console.error(await cells(owner)));
    },
  },
  'a request more in the metrics': {
    shows: 'metric',
    plant: (owner) => async (app) => {
      const times = (await cells(owner)) % 2;
      for (let time = 0; time < times; time += 1) await app.inject({ method: 'GET', url: '/health/live' });
    },
  },
} as const satisfies Readonly<Record<string, Leak>>;

/** While a row rule of releases asks the cube: what a resolver would do that reads it. */
export async function lookingAtTheCube<T>(
  databases: readonly TestDatabase[],
  work: () => Promise<T>,
): Promise<T> {
  const all = async (sql: string) => {
    for (const { owner } of databases) await owner.query(sql);
  };
  await all(`create function public.is_even() returns boolean language sql stable security definer
    as $$ select count(*) % 2 = 0 from cube.cell $$`);
  await all('create policy leak on statistics.release as restrictive for select using (public.is_even())');
  try {
    return await work();
  } finally {
    await all('drop policy leak on statistics.release; drop function public.is_even()');
  }
}
