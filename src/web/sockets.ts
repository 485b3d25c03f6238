import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { callerAddress } from './caller.ts';
import { mayOf } from './channel-routes.ts';
import type { Service } from './service.ts';

const NOWHERE = 'HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

/** Gives connections that are to stay open to the channels that take them. */
export function takeSockets(server: Server, service: Service): void {
  const { channels, desk, stopping } = service;
  const doors = new Map(
    channels.flatMap(({ sockets }) => (sockets === undefined ? [] : [[sockets.path, sockets]])),
  );
  // Without a listener the server answers such a request as if nothing had been asked.
  if (doors.size === 0) return;
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const [path = ''] = (request.url ?? '').split('?');
    const door = doors.get(path);
    if (door === undefined) {
      socket.end(NOWHERE);
      return;
    }
    door
      .take(desk, { request, socket, head, stopping, ...mayOf(service, addressOf(service, request, socket)) })
      .catch((error: unknown) => {
        socket.destroy();
        desk.report({ id: randomUUID(), where: `a connection to ${path}`, error });
      });
  });
}

function addressOf({ proxies = () => false }: Service, request: IncomingMessage, socket: Duplex): string {
  const peer = 'remoteAddress' in socket ? String(socket.remoteAddress) : '';
  const forwarded = request.headers['x-forwarded-for'];
  return callerAddress(peer, forwarded === undefined ? null : String(forwarded), proxies);
}
