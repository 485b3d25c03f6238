import { createServer } from 'node:http';

/** An interface of a platform on this machine: JSON in, JSON out. */
export interface LoopbackApi {
  readonly base: string;
  close(): Promise<void>;
}

/** Answers every call with what `answer` gives; undefined: the connection is cut without an answer. */
export function serveApi(
  answer: (path: string, query: URLSearchParams, body: unknown) => Promise<object | undefined>,
): Promise<LoopbackApi> {
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const part of request) text += part;
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const said = await answer(url.pathname, url.searchParams, text === '' ? null : JSON.parse(text));
    if (said === undefined) request.socket.destroy();
    else response.setHeader('Content-Type', 'application/json').end(JSON.stringify(said));
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      const close = () =>
        new Promise<void>((closed) => {
          server.close(() => closed());
          server.closeAllConnections();
        });
      resolve({ base: `http://127.0.0.1:${port}`, close });
    });
  });
}
