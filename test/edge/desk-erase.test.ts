import { beforeAll, describe, expect, test } from 'vitest';
import type { Advisor } from '../../src/desk/advisor.ts';
import { open } from '../../src/desk/open.ts';
import { receive } from '../../src/desk/receive.ts';
import { newToken } from '../../src/desk/token.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import { waitingIn } from '../support/cases.ts';
import { testDesk } from '../support/desk.ts';

const AT = Date.parse('2026-11-18T10:00:00+08:00');
let advisor: Advisor;

beforeAll(async () => {
  advisor = await shippedAdvisor();
}, 60_000);

describe('a token', () => {
  test('opens one conversation however often, also at once', async () => {
    const desk = await testDesk(advisor);
    const token = newToken();
    const opened = await Promise.all([1, 2, 3].map(() => open(desk, 'web', AT, token)));
    const ids = new Set(opened.map(({ turn }) => turn.conversationId));
    expect(ids.size).toBe(1);
    const [id = ''] = ids;
    expect(await desk.conversations.transcript(id, 0)).toHaveLength(1);
    expect((await open(desk, 'web', AT)).turn.conversationId).not.toBe(id);
  });
});

describe('a merchant who wants to be forgotten', () => {
  test('is, with every line and the case, once', async () => {
    const desk = await testDesk(advisor);
    const { turn } = await open(desk, 'web', AT);
    const message = { type: 'text', text: '转人工' } as const;
    await receive(desk, { conversationId: turn.conversationId, id: 'm1', message, at: AT });
    expect(await waitingIn(desk.store)).toHaveLength(1);
    expect(await desk.store.retention.erase(turn.conversationId, AT)).toBe(true);
    expect(await desk.conversations.load(turn.conversationId)).toBeNull();
    expect(await desk.conversations.transcript(turn.conversationId, 0)).toEqual([]);
    expect(await waitingIn(desk.store)).toEqual([]);
    expect(await desk.store.retention.erase(turn.conversationId, AT)).toBe(false);
  });
});
