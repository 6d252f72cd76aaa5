// The page that a browser gets from GET /graphql on a development server: GraphiQL, bundled, no CDN, with a token filled in.
import type { FastifyRequest } from 'fastify';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';

const WELCOME = `# You are asking as the organisation in the address: /graphql?as=rfsu, ?as=polisen-stockholm, ...
# What it may not read does not exist in its schema.
query Welcome {
  viewer {
    organisation { code name party }
    scopes
  }
  trendEntries(first: 3) {
    nodes { title summary period direction confidence publisher { name } }
  }
}
`;

const WHO = /^[a-z][a-z0-9-]{1,48}$/;

// GraphiQL restores the tabs of the last visit, which may have asked as another organisation, over the query given here.
const FORGET_TABS = "<script>localStorage.removeItem('graphiql:tabState')</script>";

/** Renders GraphiQL for the organisation that the address names, the unit unless it names one. */
export async function graphiqlPage(
  request: FastifyRequest,
  tokenFor: (organisationCode: string) => Promise<string>,
): Promise<string> {
  const { as } = request.query as { as?: string };
  const organisation = as !== undefined && WHO.test(as) ? as : 'prostitutionsenheten';
  const headers = JSON.stringify({ authorization: `Bearer ${await tokenFor(organisation)}` });
  const page = renderGraphiQL({
    endpoint: '/graphql',
    title: `Samverkan: ${organisation}`,
    defaultQuery: WELCOME,
    headers,
  });
  return page.replace('<div id="root">', `${FORGET_TABS}$&`);
}
