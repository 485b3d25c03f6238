import { beforeAll, describe, expect, test } from 'vitest';
import type { Advisor } from '../../src/desk/advisor.ts';
import { runDue, TALK_KINDS } from '../../src/desk/run-due.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import { act, handedOver, show } from '../support/handed-over.ts';

let advisor: Advisor;

beforeAll(async () => {
  advisor = await shippedAdvisor();
}, 60_000);

describe('a case whose holder does not answer', () => {
  const later = (minutes: number) => Date.parse('2026-11-18T10:00:00+08:00') + minutes * 60_000;

  test('waits again when the hold is over, anybody may take it, and the merchant has a choice if nobody does', async () => {
    const { web, wang, zhao, id, show: talk } = await handedOver(advisor);
    const { desk } = web.service;
    await act(wang, id, 'take');
    await runDue(desk, TALK_KINDS, later(29));
    expect((await talk()).person?.custody).toBe('agent');
    await Promise.all([1, 2, 3].map(() => runDue(desk, TALK_KINDS, later(30))));
    expect((await talk()).person).toMatchObject({ custody: 'waiting', agent: null });
    const waiting = await show(zhao, id);
    expect(waiting).toMatchObject({ status: 'waiting', assignee: null, sla: { leftMinutes: 45 } });
    expect(waiting.history.filter(({ action }) => action === 'lapsed')).toHaveLength(1);
    await runDue(desk, TALK_KINDS, later(45));
    expect((await talk()).messages.at(-1)?.choices.map(({ value }) => value)).toEqual([
      'stay',
      'bot',
      'leave',
    ]);
    expect((await show(zhao, id)).priority).toBe(0);
    expect(await act(zhao, id, 'take')).toMatchObject({ status: 'with_agent', mine: true });
  });

  test('is left with whoever keeps it, has answered, or waits for the merchant', async () => {
    const { web, wang, id, say, show: talk } = await handedOver(advisor);
    const { desk } = web.service;
    await act(wang, id, 'take');
    await act(wang, id, 'extend', { at: new Date(later(20)).toISOString() });
    await runDue(desk, TALK_KINDS, later(40));
    expect((await talk()).person?.custody).toBe('agent');
    await act(wang, id, 'reply', { text: '您好，正在查', at: new Date(later(45)).toISOString() });
    await runDue(desk, TALK_KINDS, later(24 * 60));
    expect((await talk()).person?.custody).toBe('agent');
    await say('还在吗', new Date(later(24 * 60 + 1)).toISOString());
    await runDue(desk, TALK_KINDS, later(24 * 60 + 60));
    expect((await talk()).person?.custody).toBe('agent');
    await runDue(desk, TALK_KINDS, later(30 * 60));
    expect((await talk()).person?.custody).toBe('waiting');
  });
});
