import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';

/** A place that publishes keys as the Bot Framework does, and signs with them. */
export async function openId(endorsements: readonly string[] = ['msteams']) {
  const ours = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const state = { down: false };
  const server = createServer((request, response) => {
    const base = `http://127.0.0.1:${port}`;
    const jwk = { ...ours.publicKey.export({ format: 'jwk' }), kid: 'k1', use: 'sig', endorsements };
    const body = request.url === '/keys' ? { keys: [jwk] } : { jwks_uri: `${base}/keys` };
    response.writeHead(state.down ? 500 : 200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/openid`,
    ours,
    foreign,
    state,
    close: () => server.close(),
  };
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token signed with RS256. */
export function signed(key: KeyObject, claims: object, header: object = {}): string {
  const body = `${part({ alg: 'RS256', typ: 'JWT', kid: 'k1', ...header })}.${part(claims)}`;
  return `${body}.${createSign('RSA-SHA256').update(body).sign(key, 'base64url')}`;
}

/** A token that says it needs no signature. */
export function unsigned(claims: object): string {
  return `${part({ alg: 'none', typ: 'JWT', kid: 'k1' })}.${part(claims)}.`;
}

/** A token signed with a public key as if it were a shared secret. */
export function confused(key: KeyObject, claims: object): string {
  const body = `${part({ alg: 'HS256', typ: 'JWT', kid: 'k1' })}.${part(claims)}`;
  const secret = key.export({ type: 'pkcs1', format: 'pem' });
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
}
