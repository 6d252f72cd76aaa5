// One Apollo server per party, each with the schema of that party alone.
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { printSchema, type GraphQLSchema } from 'graphql';
import { agreementPlugin } from './agreement-plugin.js';
import { conformancePlugin } from './conformance.js';
import { compiledGateway } from './executor.js';
import { recordDenial } from './denials.js';
import { inDocumentOrder } from './error-order.js';
import { failingInOrder } from './failing-in-order.js';
import { formatted } from './format-error.js';
import { documentLimits, shapeLimits } from './limits/document-limits.js';
import { MOST_MISTAKES, MOST_TOKENS, RETRY_AFTER_SECONDS } from './limits/limits.js';
import type { Shares } from './limits/shares.js';
import { ofOperation } from './limits/statement-time.js';
import { notFoundTime } from './not-found-time.js';
import type { RequestNotes } from './request-notes.js';
import { partySchema } from '../auth/party-schema.js';
import { shielded } from '../auth/shield.js';
import type { Party } from '../domain/parties.js';
import { stringifyWithRaw } from '../schema/raw-json.js';
import type { RequestContext } from '../context.js';

export interface PartyServer {
  readonly apollo: ApolloServer<RequestContext>;
  /** The party's schema under the rules that run in production. */
  readonly schema: GraphQLSchema;
  /** The party's schema as text. */
  readonly sdl: string;
}

export interface PartyServersOptions {
  readonly introspection: boolean;
  readonly conformance: boolean;
  readonly shares: Shares;
  /** Called with every error before it is formatted; must not log values. */
  readonly onError: (error: unknown, requestId: string, notes: RequestNotes) => void;
}

/** The server of each party, started when the party first asks: a start waits for none of them. */
export class PartyServers {
  private readonly starting = new Map<Party, Promise<PartyServer>>();

  constructor(
    private readonly full: GraphQLSchema,
    private readonly options: PartyServersOptions,
  ) {}

  /** The server of a party. */
  of(party: Party): Promise<PartyServer> {
    let server = this.starting.get(party);
    if (!server) this.starting.set(party, (server = startPartyServer(this.full, party, this.options)));
    return server;
  }

  /** Stops every server that was started. */
  async stop(): Promise<void> {
    await Promise.all([...this.starting.values()].map(async (server) => (await server).apollo.stop()));
  }
}

async function startPartyServer(
  full: GraphQLSchema,
  party: Party,
  options: PartyServersOptions,
): Promise<PartyServer> {
  const schema = partySchema(full, party);
  const ruled = failingInOrder(shielded(schema));
  const apollo = new ApolloServer<RequestContext>({
    gateway: compiledGateway(ruled),
    introspection: options.introspection,
    nodeEnv: 'production',
    csrfPrevention: !options.conformance,
    stringifyResult: stringifyWithRaw,
    persistedQueries: false,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: MOST_TOKENS },
    validationRules: [shapeLimits],
    validationOptions: { maxErrors: MOST_MISTAKES },
    plugins: [
      agreementPlugin(full, party),
      documentLimits(options.shares),
      errorPlugin(full, options),
      notFoundTime,
      ...(options.conformance ? [conformancePlugin] : []),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await apollo.start();
  return { apollo, schema: ruled, sdl: printSchema(schema) };
}

/**
 * Notes what is asked, tells the audit of denials, and formats errors with the request that they belong to, which Apollo's own hook does
 * not know. A denial that cannot be told is answered as the failure that it is.
 */
function errorPlugin(
  full: GraphQLSchema,
  { onError }: PartyServersOptions,
): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ operation, contextValue }) {
          if (operation?.name) contextValue.notes.operation = operation.name.value;
        },
        async willSendResponse({ request, document, operation, response, contextValue, errors: found }) {
          if (!found || response.body.kind !== 'single') return;
          const { requestId, notes } = contextValue;
          const errors = document
            ? await recordDenial(contextValue, document, request.operationName, full, found).then(
                () => found.map((error) => ofOperation(operation, error)),
                (error: unknown) => [error],
              )
            : found;
          for (const error of errors) onError(error, requestId, notes);
          const shapes = response.body.singleResult.errors ?? [];
          response.body.singleResult.errors = errors
            .map((error, index) => formatted(error, shapes[index] ?? { message: '' }, requestId))
            .sort(inDocumentOrder);
          const { data, errors: refusals } = response.body.singleResult;
          if (!refusals.some(({ extensions }) => extensions?.['code'] === 'UNAVAILABLE')) return;
          response.http.headers.set('retry-after', String(RETRY_AFTER_SECONDS));
          if (Object.values(data ?? {}).every((value) => value === null)) response.http.status = 503;
        },
      };
    },
  };
}
