// Clients that hand their requests to the server without a socket: for tests that ask hundreds of thousands of times.
import { setTimeout as pause } from 'node:timers/promises';
import type { Answer, TestApi } from '../../support/api.js';

export type Ask = (query: string, variables?: object) => Promise<Pick<Answer, 'data' | 'errors'>>;

const MOST_TRIES = 10;

/** A client per organisation, each signed in once. `onAgain` is called when a request is sent again. */
export async function signInAll(
  api: TestApi,
  organisations: readonly string[],
  onAgain: () => void = () => undefined,
): Promise<(organisation: string) => Ask> {
  const clients = new Map<string, Ask>();
  for (const organisation of organisations) {
    const headers = {
      authorization: `Bearer ${await api.token(organisation)}`,
      'content-type': 'application/json',
    };
    const send = async (payload: string) => {
      const { body } = await api.app.inject({ method: 'POST', url: '/graphql', headers, payload });
      const { data, errors = [] } = JSON.parse(body) as Pick<Answer, 'data' | 'errors'>;
      return { data, errors };
    };
    clients.set(organisation, async (query, variables = {}) => {
      const payload = JSON.stringify({ query, variables });
      // On a busy machine a request may wait too long for a connection; as the documents say, it is sent again.
      for (let left = MOST_TRIES; ; left -= 1) {
        const answer = await send(payload);
        if (left === 1 || answer.errors[0]?.extensions.code !== 'UNAVAILABLE') return answer;
        onAgain();
        await pause(200);
      }
    });
  }
  return (organisation) => clients.get(organisation)!;
}
