// The certified oidc-provider on loopback, as a city might run it: PKCE required, its own
// development pages to sign in on, where any login is let in as a person of that number.
// Arguments: the port (0: any free one) and the redirect addresses of the client. Prints its
// issuer once it listens.
import { createServer } from 'node:http';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import Provider from 'oidc-provider';

const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
const server = createServer();
const [port, ...redirects] = process.argv.slice(2);
server.listen(Number(port), '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{
      client_id: 'the-desk',
      client_secret: 'a secret between the two of us',
      redirect_uris: redirects,
    }],
    cookies: { keys: [randomUUID()] },
    jwks: { keys: [{ ...key, use: 'sig', alg: 'RS256', kid: randomUUID() }] },
    pkce: { required: () => true },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    features: { devInteractions: { enabled: true } },
  });
  server.on('request', provider.callback());
  console.log(issuer);
});
