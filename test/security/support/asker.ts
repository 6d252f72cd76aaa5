// A client that signs in once and keeps its token, as clients do: thousands of requests then cost one signature.
import { post, type Answer, type TestApi } from '../../support/api.js';
import type { Scope } from '../../../src/auth/scopes.js';

export type Ask = (query: string, variables?: object) => Promise<Answer>;

export async function signIn(api: TestApi, code: string, scopes?: readonly Scope[]): Promise<Ask> {
  const authorization = `Bearer ${await api.token(code, scopes)}`;
  return (query, variables = {}) =>
    post(api.address, { authorization }, JSON.stringify({ query, variables }));
}
