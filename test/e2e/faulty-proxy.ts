import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';

/** What a bad network does to a request: nothing, loses it, loses its answer, delivers it twice. */
export type Mishap = 'none' | 'lost' | 'answer-lost' | 'twice';

/** A proxy before a server of this machine that does to each request what the test says. */
export async function openProxy(port: number, mishapOf: (request: IncomingMessage) => Mishap) {
  const met: Mishap[] = [];
  const server = createServer((incoming, outgoing) => {
    // A server that was just killed is a bad gateway, too.
    pass(incoming, outgoing).catch(() => broken(outgoing));
  });
  const pass = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const mishap = mishapOf(incoming);
    met.push(mishap);
    const body = await bodyOf(incoming);
    if (mishap === 'lost') return broken(outgoing);
    if (mishap === 'twice') await drained(forward(port, incoming, body));
    const answer = await forward(port, incoming, body);
    if (mishap === 'answer-lost') {
      answer.resume();
      return broken(outgoing);
    }
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
    answer.on('error', () => outgoing.destroy());
    outgoing.on('close', () => answer.destroy());
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const own = typeof address === 'object' && address !== null ? address.port : 0;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${own}`, met, cut: () => server.closeAllConnections(), close };
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part);
  return Buffer.concat(parts);
}

function forward(
  port: number,
  { method, url, headers }: IncomingMessage,
  body: Buffer,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, method, path: url, headers, agent: false };
    request(options, resolve).on('error', reject).end(body);
  });
}

async function drained(answer: Promise<IncomingMessage>): Promise<void> {
  for await (const _ of await answer);
}

function broken(outgoing: ServerResponse): void {
  if (outgoing.headersSent) outgoing.destroy();
  else outgoing.writeHead(502).end('bad gateway');
}
