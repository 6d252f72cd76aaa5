// Mercurius with its JIT: the one statement of the hand-written endpoint, parsed and resolved. No permissions: superuser.
import Fastify from 'fastify';
import mercurius from 'mercurius';
import pg from 'pg';
import { STATEMENT } from '../work/read-entries.js';
import { answer } from './answer.js';

const SCHEMA = `
  scalar DateTime
  type Query { trendEntries(first: Int): TrendEntryConnection! }
  type TrendEntryConnection { nodes: [TrendEntry!]! pageInfo: PageInfo! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type TrendEntry {
    id: ID! title: String summary: String period: String regions: [String!]! arenas: [String!]! ageBands: [String!]!
    genders: [String!]! topics: [String!]! direction: String confidence: String method: String coverage: String
    publishedAt: DateTime healthNotes: String outreachGuidance: String publisher: Organisation revisions: [Revision!]!
  }
  type Revision { revision: Int title: String publishedAt: DateTime }
  type Organisation { code: String name: String party: String services: [String!]! }`;

await answer(async ({ url, poolSize }) => {
  const pool = new pg.Pool({ connectionString: url, max: poolSize });
  const query = { name: 'entries', text: STATEMENT, rowMode: 'array' };
  const resolvers = {
    Query: {
      async trendEntries() {
        const { rows } = await pool.query(query);
        return JSON.parse(rows[0][0]).data.trendEntries;
      },
    },
  };
  const app = Fastify();
  await app.register(mercurius, { schema: SCHEMA, resolvers, jit: 1, graphiql: false });
  return { url: `${await app.listen({ host: '127.0.0.1', port: 0 })}/graphql` };
});
