// PostGraphile 5 on RFSU's own login, with the row rules and column grants of the product and its role set by pgSettings.
import http from 'node:http';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { answer, listen } from './answer.js';

await answer(async ({ rfsuUrl, poolSize }) => {
  const preset = {
    extends: [PostGraphileAmberPreset],
    pgServices: [
      makePgService({
        connectionString: rfsuUrl,
        schemas: ['bench'],
        poolConfig: { max: poolSize },
        pgSettings: () => ({ role: 'samverkan_rfsu' }),
      }),
    ],
    schema: { defaultBehavior: '+list' },
    grafast: { explain: false },
    grafserv: { graphqlPath: '/graphql', graphiql: false, websockets: false },
  };
  const serv = postgraphile(preset).createServ(grafserv);
  const server = http.createServer();
  server.on('error', () => {});
  await serv.addTo(server);
  return { url: `http://127.0.0.1:${await listen(server)}/graphql` };
});
