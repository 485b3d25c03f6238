import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { RequestError } from '@hono/node-server';
import { SECURITY_HEADERS } from './headers.ts';
import { type Refusal, refuse } from './refusal.ts';

/** What is no HTTP, and what names no address of ours. */
const BROKEN: Refusal = {
  status: 400,
  code: 'malformed_request',
  message: 'this is no HTTP request, or its Host is none',
};
/** Faults of the parser that have a status of their own. */
const STATUSES: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};
const EXPECTATION_FAILED = 417;

const FAILED: Refusal = { status: 500, code: 'internal', message: 'something went wrong on our side' };

/** A request that no application sees, as a response. */
export function refuseBroken(error: unknown): Response {
  const response = refuse(error instanceof RequestError ? BROKEN : FAILED);
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.headers.set(name, value);
  return response;
}

/** Lets also those answers carry our headers that Node gives by itself. */
export function guardBroken(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (!socket.writable) return void socket.destroy();
    socket.end(plainAnswer(STATUSES[error.code ?? ''] ?? 400));
  });
  server.on('checkExpectation', (_: IncomingMessage, response: ServerResponse) => {
    response.writeHead(EXPECTATION_FAILED, { ...SECURITY_HEADERS, Connection: 'close' }).end();
  });
}

function plainAnswer(status: number): string {
  const headers = { ...SECURITY_HEADERS, Connection: 'close', 'Content-Length': '0' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n`;
}
