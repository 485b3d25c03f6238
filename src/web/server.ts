import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createApp } from './app.ts';
import { guardBroken, refuseBroken } from './broken-request.ts';
import { callerAddress } from './caller.ts';
import type { Service } from './service.ts';
import { takeSockets } from './sockets.ts';

/** A listening server. */
export interface Listening {
  readonly port: number;
  /** Lets running requests end, then closes; what still hangs after the grace period is cut off. */
  stop(graceMs: number): Promise<void>;
}

/** Names of this machine that nobody else can reach. */
const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);

const SWEEP_MS = 50;

/** How long a request may take to come in: whoever sends a byte now and then holds no connection for long. */
const PATIENCE = { headersTimeout: 15_000, requestTimeout: 30_000, connectionsCheckingInterval: 5_000 };

/** Whether a server on this host can be reached from this machine only. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.has(host);
}

/** Listens on a port (0: any free one). Rejects where the port is taken. */
export function listen(
  service: Service,
  place: { readonly host: string; readonly port: number; readonly version: string },
  patience: typeof PATIENCE = PATIENCE,
): Promise<Listening> {
  const app = createApp(service, place.version);
  const listener = getRequestListener(
    (request, { incoming }) =>
      app.fetch(request, {
        address: callerAddress(
          incoming.socket.remoteAddress ?? '',
          request.headers.get('x-forwarded-for'),
          service.proxies ?? (() => false),
        ),
      }),
    { errorHandler: refuseBroken },
  );
  const server = createServer({ ...patience, requireHostHeader: false }, listener);
  guardBroken(server);
  takeSockets(server, service);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(place.port, place.host, () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : place.port;
      resolve({ port, stop: (graceMs) => stop(server, graceMs) });
    });
  });
}

function stop(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs);
    // A connection whose request ends only now would be kept open for the client's next one.
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
    server.close(() => {
      clearTimeout(cut);
      clearInterval(sweep);
      resolve();
    });
  });
}
