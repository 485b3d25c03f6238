import { z } from 'zod';
import { consoleFiles } from '../../src/console-files.ts';
import type { Advisor } from '../../src/desk/advisor.ts';
import type { DeskParts } from '../../src/desk/desk.ts';
import { embeddedDatabase } from '../../src/store/engine/embedded.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createMetrics } from '../../src/web/metrics.ts';
import { listen } from '../../src/web/server.ts';
import { type PageSource, type Service, usualLimits } from '../../src/web/service.ts';
import { PLACE } from '../support/advisor.ts';
import { testDesk } from '../support/desk.ts';

const talkRow = z.object({ id: z.string(), last_seq: z.number() });

/** A server of this process on a free port, whose clock stands where a test puts it. */
export async function openHouse(
  advisor: Advisor,
  page: PageSource,
  rules: Partial<Service> = {},
  parts: Partial<DeskParts> = {},
) {
  const clock = { now: Date.parse('2026-11-18T10:00:00+08:00') };
  const database = embeddedDatabase(null);
  const store = await openStore(database, 0);
  const desk = await testDesk(advisor, store, { testClock: true, ...parts });
  const stopping = new AbortController();
  const service: Service = {
    desk,
    clock: () => clock.now,
    testClock: true,
    loopback: true,
    agentToken: null,
    embedHosts: [],
    channels: [],
    page,
    consoleFiles: consoleFiles(PLACE),
    metrics: createMetrics(),
    limits: usualLimits(),
    ready: store.ready,
    stopping: stopping.signal,
    ...rules,
  };
  const server = await listen(service, { host: '127.0.0.1', port: 0, version: '0.0.0' });
  const close = async () => {
    stopping.abort();
    await server.stop(100);
    desk.close();
    await store.close();
  };
  /** A person writes into the only talk there is. */
  const agentSays = async (text: string) => {
    const id = await database.transaction(async (sql) => {
      const [row] = await sql('update conversations set last_seq = last_seq + 1 returning id, last_seq', []);
      const { id, last_seq } = talkRow.parse(row);
      await sql(
        `insert into messages(conversation_id, seq, sender, body, payload, at) values(?, ?, 'agent', ?, '{"kind":"text","choices":[]}', ?)`,
        [id, last_seq, text, clock.now],
      );
      return id;
    });
    desk.hints.send(id);
  };
  const talks = async () =>
    z.array(talkRow).parse(await database.query('select id, last_seq from conversations', []));
  return {
    agentSays,
    talks,
    url: `http://127.0.0.1:${server.port}`,
    port: server.port,
    clock,
    desk,
    store,
    close,
  };
}

export type House = Awaited<ReturnType<typeof openHouse>>;
