import { connect, type Socket } from 'node:net';

/** What came back: the status and the body as text. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** A kept-alive HTTP connection on loopback that sends one request after the other. It costs the client less CPU than
 * any server takes, so that the server is what is measured. */
export interface Connection {
  post(path: string, headers: string, body: string): Promise<Answer>;
  close(): void;
}

/** Opens a connection to a port of this machine. */
export function connection(port: number): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(over(socket)));
    socket.setNoDelay(true);
    socket.once('error', reject);
  });
}

function over(socket: Socket): Connection {
  let heard = '';
  let waiting: { resolve(answer: Answer): void; reject(error: Error): void } | null = null;
  socket.setEncoding('latin1');
  socket.on('data', (part: string) => {
    heard += part;
    const answer = wholeAnswer(heard);
    if (answer === null) return;
    heard = '';
    waiting?.resolve(answer);
  });
  socket.on('error', (error) => waiting?.reject(error));
  socket.on('close', () => waiting?.reject(new Error('the server closed the connection')));
  return {
    post: (path, headers, body) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        const length = Buffer.byteLength(body);
        socket.write(
          `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n${headers}Content-Length: ${length}\r\n\r\n${body}`,
        );
      }),
    close: () => socket.destroy(),
  };
}

/** The answer once all of it is there; its length is given, or it comes in chunks. */
function wholeAnswer(heard: string): Answer | null {
  const end = heard.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const head = heard.slice(0, end);
  const status = Number(head.slice(9, 12));
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  const rest = heard.slice(end + 4);
  if (length !== undefined) {
    return rest.length < Number(length) ? null : { status, body: utf8(rest.slice(0, Number(length))) };
  }
  return rest.endsWith('0\r\n\r\n') ? { status, body: utf8(unchunked(rest)) } : null;
}

function unchunked(rest: string): string {
  const parts: string[] = [];
  for (let at = 0; at < rest.length; ) {
    const line = rest.indexOf('\r\n', at);
    const size = Number.parseInt(rest.slice(at, line), 16);
    if (size === 0) break;
    parts.push(rest.slice(line + 2, line + 2 + size));
    at = line + 4 + size;
  }
  return parts.join('');
}

function utf8(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8');
}
