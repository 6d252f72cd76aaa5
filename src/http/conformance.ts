// What the audit of GraphQL over HTTP would rather have, and we otherwise would not: CONFORMANCE=1, in development.
import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from '../context.js';

const MODERN = /application\/graphql-response\+json/;
/** What is wrong with a document or its variables, not with the request that carries them. */
const OF_GRAPHQL = new Set<unknown>(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT']);

/** Tells clients that ask for `application/json` of mistakes in GraphQL with the status 200, as older servers did. */
export const conformancePlugin: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ request, response, errors = [] }) {
        if (MODERN.test(request.http?.headers.get('accept') ?? '')) return;
        if (errors.some(({ extensions }) => OF_GRAPHQL.has(extensions['code']))) response.http.status = 200;
      },
    };
  },
};
