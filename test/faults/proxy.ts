import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** A line to a database that can be made bad. */
export interface Proxy {
  /** the database's address through this line */
  readonly url: string;
  /** everything takes so much longer in each direction */
  delay(ms: number): void;
  /** Nothing passes any more until `thaw`; nobody is told. */
  freeze(): void;
  thaw(): void;
  /** What is connected now never hears anything again, and is not told; new connections are as ever. */
  lose(): void;
  /** New connections lead to another port of this machine; the present ones are cut. */
  moveTo(port: number): void;
  stop(): void;
}

/** How a line is at present. */
interface Weather {
  port: number;
  delayMs: number;
  frozen: boolean;
  readonly pairs: Set<Pair>;
}

interface Pair {
  readonly sockets: readonly [Socket, Socket];
  lost: boolean;
}

const LOOK_MS = 5;

/** Puts a line before a database on this machine. */
export async function startProxy(databaseUrl: string): Promise<Proxy> {
  const url = new URL(databaseUrl);
  const weather: Weather = { port: Number(url.port), delayMs: 0, frozen: false, pairs: new Set() };
  const server = createServer({ noDelay: true }, (near) => join(near, weather));
  url.port = String(await portOf(server));
  return {
    url: url.href,
    delay: (ms) => {
      weather.delayMs = ms;
    },
    freeze: () => {
      weather.frozen = true;
    },
    thaw: () => {
      weather.frozen = false;
    },
    lose: () => {
      for (const pair of weather.pairs) pair.lost = true;
    },
    moveTo: (port) => {
      weather.port = port;
      cut(weather);
    },
    stop: () => {
      server.close();
      cut(weather);
    },
  };
}

function portOf(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}

function cut({ pairs }: Weather): void {
  for (const { sockets } of pairs) for (const socket of sockets) socket.destroy();
}

function join(near: Socket, weather: Weather): void {
  const far = connect({ port: weather.port, host: '127.0.0.1', noDelay: true });
  const pair: Pair = { sockets: [near, far], lost: false };
  weather.pairs.add(pair);
  pass(near, far, pair, weather);
  pass(far, near, pair, weather);
  const end = () => {
    // Who is lost is not told that the other side has gone.
    if (pair.lost) return;
    near.destroy();
    far.destroy();
    weather.pairs.delete(pair);
  };
  for (const socket of pair.sockets) {
    socket.on('error', end);
    socket.on('close', end);
  }
}

function pass(from: Socket, to: Socket, pair: Pair, weather: Weather): void {
  let last: Promise<unknown> = Promise.resolve();
  from.on('data', (chunk) => {
    const due = Date.now() + weather.delayMs;
    last = last.then(async () => {
      while (weather.frozen || Date.now() < due) await pause(LOOK_MS);
      if (!pair.lost) to.write(chunk);
    });
  });
}
