import { z } from 'zod';
import { consoleFiles } from '../../src/console-files.ts';
import type { Advisor } from '../../src/desk/advisor.ts';
import type { Database } from '../../src/store/engine/database.ts';
import { embeddedDatabase } from '../../src/store/engine/embedded.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createApp } from '../../src/web/app.ts';
import { createMetrics } from '../../src/web/metrics.ts';
import { type Service, usualLimits } from '../../src/web/service.ts';
import { PLACE } from './advisor.ts';
import { testDesk } from './desk.ts';

const openedBody = z.looseObject({ conversationId: z.string(), token: z.string() });

/** A web floor without a socket, on a store in memory where none is given. */
export async function testWeb(
  advisor: Advisor,
  rules: Partial<Service> = {},
  database: Database = embeddedDatabase(null),
) {
  const store = await openStore(database, 0);
  const metrics = rules.metrics ?? createMetrics();
  const desk = await testDesk(advisor, store, { testClock: rules.testClock ?? true, onTurn: metrics.turn });
  const stopping = new AbortController();
  const service: Service = {
    desk,
    clock: () => Date.parse('2026-11-18T10:00:00+08:00'),
    testClock: true,
    loopback: true,
    agentToken: null,
    embedHosts: [],
    page: { script: '', style: '' },
    consoleFiles: consoleFiles(PLACE),
    channels: [],
    metrics,
    limits: usualLimits(),
    ready: store.ready,
    stopping: stopping.signal,
    ...rules,
  };
  const app = createApp(service, '0.0.0');
  const request = (path: string, init: RequestInit = {}) => app.request(path, init, { address: '192.0.2.1' });
  const post = (path: string, body: unknown, token?: string) =>
    request(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...authorization(token) },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const get = (path: string, token?: string, headers: Record<string, string> = {}) =>
    request(path, { headers: { ...authorization(token), ...headers } });
  const open = async () => {
    const { conversationId, token } = openedBody.parse(
      await (await post('/api/v1/conversations', {})).json(),
    );
    const path = `/api/v1/conversations/${conversationId}`;
    const send = (body: unknown) => post(`${path}/messages`, body, token);
    return { id: conversationId, token, path, send, show: () => get(path, token) };
  };
  const routes = app.routes.filter(({ method }) => method !== 'ALL');
  const stop = () => stopping.abort();
  return { request, post, get, open, troubles: desk.troubles, service, store, routes, stop };
}

function authorization(token: string | undefined): Record<string, string> {
  return token === undefined ? {} : { Authorization: `Bearer ${token}` };
}
