import type { Channel, Door } from '../channels/channel.ts';
import { readText, TOO_LARGE } from './body.ts';
import { refuse } from './refusal.ts';
import type { Call, Route } from './route.ts';
import type { Service } from './service.ts';

/** The addresses that messaging platforms call. */
export function channelRoutes(service: Service): readonly Route[] {
  return service.channels.flatMap((channel) =>
    channel.doors.map((door) => doorRoute(service, channel, door)),
  );
}

function doorRoute(service: Service, channel: Channel, { method, path, summary }: Door): Route {
  return {
    method,
    path,
    summary,
    access: 'public',
    success: { status: 200, description: 'As the platform expects it.' },
    failures: [400, 401, 413],
    handle: (call) => pass(service, channel, method, call),
  };
}

async function pass(
  service: Service,
  channel: Channel,
  method: Door['method'],
  { request, address }: Call,
): Promise<Response> {
  const body = await readText(request);
  if (body === null) return refuse(TOO_LARGE);
  const { headers } = request;
  return channel.receive(service.desk, { method, url: new URL(request.url), headers, body, address });
}
