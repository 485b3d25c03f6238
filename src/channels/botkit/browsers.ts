import { randomBytes } from 'node:crypto';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Knock } from '../channel.ts';

/** Browsers that are connected, by who they say they are. */
export interface Browsers {
  /** Takes a connection; `heard` is called with what it sends, one after the other. */
  take(knock: Knock, heard: Heard): void;
  isConnected(user: string): boolean;
  /** Sends to all connections of somebody. Resolves when one has confirmed that it has it, rejects where none does. */
  deliver(user: string, message: object): Promise<void>;
}

/** One connection. */
export interface Browser {
  /** It speaks for somebody from now on; false: it speaks for another already. */
  is(user: string): boolean;
  /** Sends something that need not be confirmed. */
  tell(message: object): void;
  /** Ends it, with a code of RFC 6455. */
  end(code: number, why: string): void;
  /** Called once when it has ended. */
  onEnd(after: () => void): void;
}

/** What to do with something that a browser sends; it never rejects. */
export type Heard = (browser: Browser, body: string) => Promise<void>;

const MAX_BYTES = 64 * 1024;
/** messages of one connection that wait for those before them */
const MOST_WAITING = 32;
const ALIVE_MS = 30_000;
/** until a connection has said who it is */
const SHY_MS = 20_000;
const MOST_CONNECTIONS = 10_000;
const GRACE_MS = 1_000;
const FULL = 'HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';
const CODES = { stopping: 1001, tooMany: 1008 } as const;

/** No browser is connected yet. `patienceMs`: until a message counts as lost that is not confirmed. */
export function createBrowsers(patienceMs: number): Browsers {
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_BYTES, clientTracking: false });
  const users = new Map<string, Set<WebSocket>>();
  let connections = 0;
  return {
    take: ({ request, socket, head, stopping, mayWrite }, heard) => {
      if (connections >= MOST_CONNECTIONS || !mayWrite()) return void socket.end(FULL);
      server.handleUpgrade(request, socket, head, (connection) => {
        connections += 1;
        connection.once('close', () => {
          connections -= 1;
        });
        keepAlive(connection);
        endWith(stopping, connection);
        listen(connection, browserOf(connection, users), heard);
      });
    },
    isConnected: (user) => open(users.get(user)).length > 0,
    deliver: async (user, message) => {
      const text = JSON.stringify(message);
      const confirmed = open(users.get(user)).map((connection) => sendTo(connection, text, patienceMs));
      await Promise.any(confirmed).catch(() => {
        throw new Error('no browser confirms that it has the message');
      });
    },
  };
}

function open(connections: ReadonlySet<WebSocket> = new Set()): readonly WebSocket[] {
  return [...connections].filter(({ readyState, OPEN }) => readyState === OPEN);
}

function browserOf(connection: WebSocket, users: Map<string, Set<WebSocket>>): Browser {
  let mine: string | null = null;
  const shy = setTimeout(() => connection.close(CODES.tooMany, 'nobody spoke'), SHY_MS);
  connection.once('close', () => clearTimeout(shy));
  return {
    is: (user) => {
      clearTimeout(shy);
      if (mine !== null) return user === mine;
      mine = user;
      join(users, user, connection);
      return true;
    },
    tell: (message) => connection.send(JSON.stringify(message), () => {}),
    end: (code, why) => connection.close(code, why),
    onEnd: (after) => {
      connection.once('close', after);
    },
  };
}

function join(users: Map<string, Set<WebSocket>>, user: string, connection: WebSocket): void {
  const all = (users.get(user) ?? new Set()).add(connection);
  users.set(user, all);
  connection.once('close', () => {
    all.delete(connection);
    if (all.size === 0 && users.get(user) === all) users.delete(user);
  });
}

// One after the other, so that answers come in the order of what they answer.
function listen(connection: WebSocket, browser: Browser, heard: Heard): void {
  let last = Promise.resolve();
  let waiting = 0;
  connection.on('error', () => connection.terminate());
  connection.on('message', (data, isBinary) => {
    waiting += 1;
    if (isBinary || waiting > MOST_WAITING) return browser.end(CODES.tooMany, 'slow down');
    const body = data.toString();
    last = last
      .then(() => heard(browser, body))
      .finally(() => {
        waiting -= 1;
      });
  });
}

/** Sends a text and asks for a sign of life behind it: whoever answers has read what came before. */
function sendTo(connection: WebSocket, text: string, patienceMs: number): Promise<void> {
  const mark = randomBytes(8);
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      clearTimeout(timer);
      connection.off('pong', answered);
      connection.off('close', gone);
      settle();
    };
    const gone = () => end(() => reject(new Error('the browser is gone')));
    const answered = (data: Buffer) => {
      if (data.equals(mark)) end(resolve);
    };
    const timer = setTimeout(gone, patienceMs);
    connection.on('pong', answered);
    connection.on('close', gone);
    connection.send(text, () => {});
    connection.ping(mark, undefined, () => {});
  });
}

/** Ends a connection whose other end has silently gone. */
function keepAlive(connection: WebSocket): void {
  let alive = true;
  const look = setInterval(() => {
    if (!alive) return connection.terminate();
    alive = false;
    connection.ping(undefined, undefined, () => {});
  }, ALIVE_MS);
  connection.on('pong', () => {
    alive = true;
  });
  connection.once('close', () => clearInterval(look));
}

function endWith(stopping: AbortSignal, connection: WebSocket): void {
  const end = () => {
    connection.close(CODES.stopping, 'the server stops');
    setTimeout(() => connection.terminate(), GRACE_MS).unref();
  };
  stopping.addEventListener('abort', end, { once: true });
  connection.once('close', () => stopping.removeEventListener('abort', end));
  if (stopping.aborted) end();
}
