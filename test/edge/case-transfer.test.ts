import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Advisor } from '../../src/desk/advisor.ts';
import { runDue, TALK_KINDS } from '../../src/desk/run-due.ts';
import { colleaguesSchema } from '../../src/web/console-wire.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import { AT, act, handedOver, list, refusalOf, send, show } from '../support/handed-over.ts';
import { addStaff, loggedIn } from '../support/staff.ts';

let advisor: Advisor;

beforeAll(async () => {
  advisor = await shippedAdvisor();
}, 60_000);

type Staff = Awaited<ReturnType<typeof loggedIn>>;

async function colleagues(staff: Staff, id: string): Promise<readonly string[]> {
  const response = await staff.call('GET', `/api/v1/cases/${id}/agents`);
  return colleaguesSchema.parse(await response.json()).agents.map((agent) => agent.id);
}

describe('passing a case on to one colleague', () => {
  test('is offered for those who work on cases of its queue, not for who has it, is disabled or of another team', async () => {
    const { web, wang, zhao, id } = await handedOver(advisor);
    await addStaff(web.store, 'far', 'agent', 'elsewhere');
    await addStaff(web.store, 'gone', 'agent');
    await web.store.users.change('gone', { disabled: true }, { actor: 'test', at: 0 });
    await act(wang, id, 'take');
    expect([...(await colleagues(zhao, id))].sort()).toEqual(['ada', 'lin', 'zhao']);
    const far = await loggedIn(web, 'far');
    expect(await refusalOf(await far.call('GET', `/api/v1/cases/${id}/agents`))).toEqual([
      404,
      'no_such_case',
    ]);
    const { version } = await show(wang, id);
    for (const assignee of ['far', 'gone', 'xu', 'nobody']) {
      const sent = await send(wang, id, 'transfer', { version, assignee, text: '请接一下' });
      expect(await refusalOf(sent), assignee).toEqual([400, 'no_such_agent']);
    }
    expect(
      await refusalOf(await send(far, id, 'transfer', { version, assignee: 'far', text: '给我' })),
    ).toEqual([404, 'no_such_case']);
  });

  test('lets it wait for that one: others cannot take it while it is kept, a lead can', async () => {
    const { wang, zhao, lin, id, show: talk } = await handedOver(advisor);
    await act(wang, id, 'take');
    const passed = await act(wang, id, 'transfer', {
      assignee: 'zhao',
      text: '您熟悉这家，卡号6222020200112230215',
    });
    expect(passed).toMatchObject({ status: 'waiting', queue: 'settlement', assignee: { id: 'zhao' } });
    expect(passed.may).toMatchObject({ take: false, reply: false, transfer: false });
    expect(passed.history.at(-1)?.action).toBe('transferred');
    expect(passed.history.at(-1)?.detail).toMatch(/^→ zhao：您熟悉这家/);
    expect(passed.history.at(-1)?.detail).not.toContain('6222020200112230215');
    expect((await talk()).person?.custody).toBe('waiting');
    expect((await list(zhao, '?assignee=me')).cases).toHaveLength(1);
    const { version } = passed;
    expect(await refusalOf(await send(wang, id, 'take', { version }))).toEqual([409, 'held_by_another']);
    expect((await show(lin, id)).may.take).toBe(true);
    expect(await act(zhao, id, 'take')).toMatchObject({ status: 'with_agent', mine: true });
    expect((await talk()).person).toMatchObject({ custody: 'agent', agent: 'zhao' });
  });

  test('falls to everybody when the one it is kept for does not come, and the merchant is asked', async () => {
    const { web, wang, id, show: talk } = await handedOver(advisor);
    await act(wang, id, 'take');
    const passed = await act(wang, id, 'transfer', { assignee: 'zhao', text: '请接' });
    const later = '2026-11-18T10:31:00+08:00';
    await runDue(web.service.desk, TALK_KINDS, Date.parse(passed.sla.dueAt));
    expect((await show(wang, id)).priority).toBe(0);
    const asked = (await talk()).messages.at(-1);
    expect(asked?.choices?.map(({ value }) => value)).toEqual(['stay', 'bot', 'leave']);
    expect(await act(wang, id, 'take', { at: later })).toMatchObject({ mine: true });
  });

  test('is told in the audit by ids, and is done once', async () => {
    const { web, wang, id } = await handedOver(advisor);
    await act(wang, id, 'take');
    const { version } = await show(wang, id);
    const body = { id: 'once', version, assignee: 'zhao', text: '请接' };
    for (let i = 0; i < 3; i++) expect((await send(wang, id, 'transfer', body)).status).toBe(200);
    const entries = await web.store.audit.list({ before: null, entity: 'case', entityId: id, limit: 50 });
    const told = entries.filter(({ action }) => action === 'transferred');
    expect(told).toHaveLength(1);
    const detail = z
      .object({ queue: z.string(), assignee: z.string() })
      .parse(JSON.parse(told[0]?.detail ?? ''));
    expect([told[0]?.actor, detail]).toEqual(['wang', { queue: 'settlement', assignee: 'zhao' }]);
  });
});

test('the history tells facts by their names', async () => {
  const { wang, id } = await handedOver(advisor);
  await act(wang, id, 'take', { at: AT });
  const after = await act(wang, id, 'facts', { facts: { card_type: 'credit', settlement_mode: null } });
  expect(after.history.at(-1)).toMatchObject({ action: 'corrected', detail: '卡种、结算方式' });
});
