// A real OpenID Connect provider as a process of its own, with its development login page. Prints its issuer. Its
// argument is where it may lead browsers back to.
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const [, , redirect] = process.argv;
const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'desk', client_secret: 'secret-of-the-desk', redirect_uris: [redirect] }],
    claims: { email: ['email', 'email_verified'] },
    pkce: { required: () => true },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: id, email_verified: !id.startsWith('unverified') }),
    }),
  });
  server.on('request', provider.callback());
  console.log(issuer);
});
