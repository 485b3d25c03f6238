import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { DELIVERY_KINDS, runDue } from '../../src/desk/run-due.ts';
import { embeddedDatabase } from '../../src/store/engine/embedded.ts';
import { openStore } from '../../src/store/open-store.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import { testDesk } from '../support/desk.ts';
import { wechatPlatform } from '../support/wechat-platform.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'daozhang-two-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test('two processes on one store give the resends of a message one answer, and share one access token', async () => {
  const advisor = await shippedAdvisor();
  const platform = await wechatPlatform('safe', true);
  const carriers = new Map([['wechat', platform.channel]]);
  const stores = await Promise.all([0, 1].map(() => openStore(embeddedDatabase(scratch), 0)));
  const desks = await Promise.all(
    stores.map((store) => testDesk(advisor, store, { testClock: false, carriers })),
  );
  const people = Array.from({ length: 8 }, (_, i) => `p${i}`);
  const plain = { MsgType: 'text', Content: '刷卡没到账' };
  const attempts = await Promise.all(
    people.map((who) => Promise.all(desks.map((desk) => platform.attempt(desk, who, `id-${who}`, plain)))),
  );
  for (const both of attempts) {
    expect(both[0]).toContain('到账助手');
    expect(both[1]).toBe(both[0]);
  }
  const question = { MsgType: 'text', Content: '昨天下午刷的储蓄卡，钱到现在没到' };
  await Promise.all(
    people.flatMap((who) => desks.map((desk) => platform.push(desk, who, `next-${who}`, question))),
  );
  for (let i = 1; i <= 3; i++) {
    await Promise.all(desks.map((desk) => runDue(desk, DELIVERY_KINDS, desk.clock() + i * 86_400_000)));
  }
  for (const who of people) {
    const identity = await stores[0]?.identities.find('wechat', who);
    const lines = (await stores[0]?.conversations.transcript(identity?.conversationId ?? '', 0)) ?? [];
    const asked = lines.filter(({ from, choices }) => from === 'bot' && choices.length > 1);
    const shown = platform.shownTo(who).filter(({ buttons }) => buttons.length > 0);
    expect(shown.map(({ text }) => text)).toEqual(asked.map(({ text }) => text));
  }
  expect(platform.tokens.asked).toBe(1);
  expect(desks.flatMap(({ troubles }) => troubles)).toEqual([]);
  await Promise.all(stores.map((store) => store.close()));
  await platform.close();
}, 60_000);
