import type { Channel, Door, Knock } from '../channels/channel.ts';
import { readText, TOO_LARGE } from './body.ts';
import { refuse } from './refusal.ts';
import { TOO_MANY } from './refusals.ts';
import type { Call, Route } from './route.ts';
import type { Service } from './service.ts';

/** The addresses that messaging platforms call. */
export function channelRoutes(service: Service): readonly Route[] {
  return service.channels.flatMap((channel) =>
    channel.doors.map((door) => doorRoute(service, channel, door)),
  );
}

function doorRoute(service: Service, channel: Channel, door: Door): Route {
  const { method, path, summary } = door;
  return {
    method,
    path,
    summary,
    access: 'public',
    success: { status: 200, description: 'As the platform expects it.' },
    failures: door.open === true ? [400, 403, 413, 415, 429] : [400, 401, 413],
    handle: (call) => pass(service, channel, door, call),
  };
}

async function pass(
  service: Service,
  channel: Channel,
  { method, open = false }: Door,
  { request, address }: Call,
): Promise<Response> {
  const { mayOpen, mayWrite } = mayOf(service, address);
  if (open && !mayWrite()) return refuse(TOO_MANY);
  const body = await readText(request);
  if (body === null) return refuse(TOO_LARGE);
  const { headers } = request;
  const post = { method, url: new URL(request.url), headers, body, address };
  return channel.receive(service.desk, open ? { ...post, mayOpen } : post);
}

/** What a caller may do at this moment, by its address; each asking counts. */
export function mayOf(service: Service, address: string): Pick<Knock, 'mayOpen' | 'mayWrite'> {
  const { limits, testClock, clock } = service;
  return {
    mayOpen: () => testClock || limits.open(address, clock()),
    mayWrite: () => testClock || limits.address(address, clock()),
  };
}
