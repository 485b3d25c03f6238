import type { Route } from '../route.ts';
import type { Service } from '../service.ts';

const PLAIN = { 'Content-Type': 'text/plain; charset=utf-8' };
const PROMETHEUS = { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' };

/** Whether the process is up, whether the store can be reached, and what the operator watches. */
export function operationRoutes(service: Service): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/healthz',
      summary: 'The process is up.',
      access: 'public',
      success: { status: 200, description: 'ok' },
      failures: [],
      handle: async () => new Response('ok\n', { headers: PLAIN }),
    },
    {
      method: 'GET',
      path: '/readyz',
      summary: 'The store can be reached.',
      access: 'public',
      success: { status: 200, description: 'ready' },
      failures: [503],
      handle: async () => {
        await service.ready();
        return new Response('ready\n', { headers: PLAIN });
      },
    },
    {
      method: 'GET',
      path: '/metrics',
      summary: 'Figures in the Prometheus text format.',
      access: 'public',
      success: { status: 200, description: 'Prometheus text' },
      failures: [],
      handle: async () => {
        // Whoever watches has to learn of a store that is down.
        const waiting = await service.desk.store.gauges(service.clock()).catch(() => null);
        return new Response(service.metrics.text(waiting), { headers: PROMETHEUS });
      },
    },
  ];
}
