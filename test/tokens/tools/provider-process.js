// oidc-provider in a process of its own: it takes no objects of the realm that jest runs tests in. Its configuration comes from
// provider.ts, and it says where it listens.
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

process.once('message', ({ audience, scope, alg, ...configuration }) => {
  const server = createServer();
  server.listen(0, '127.0.0.1', () => {
    const issuer = `http://127.0.0.1:${server.address().port}`;
    const provider = new Provider(issuer, {
      ...configuration,
      scopes: scope.split(' '),
      features: {
        clientCredentials: { enabled: true },
        dPoP: { enabled: true },
        devInteractions: { enabled: false },
        resourceIndicators: {
          enabled: true,
          getResourceServerInfo: () => ({
            audience,
            scope,
            accessTokenTTL: 300,
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg } },
          }),
        },
      },
    });
    server.on('request', provider.callback());
    process.send(issuer);
  });
});
process.on('disconnect', () => process.exit(0));
