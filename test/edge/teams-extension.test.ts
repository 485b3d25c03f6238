import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Advisor } from '../../src/desk/advisor.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import { search, triage } from '../support/teams.ts';
import { type TeamsAgents, teamsAgents } from '../support/teams-agents.ts';

const cardSchema = z.looseObject({ type: z.literal('AdaptiveCard'), fallbackText: z.string() });
const resultSchema = z.object({
  composeExtension: z.object({
    type: z.string(),
    text: z.string().optional(),
    attachments: z
      .array(
        z.looseObject({
          contentType: z.literal('application/vnd.microsoft.card.adaptive'),
          content: cardSchema,
          preview: z.looseObject({ content: z.looseObject({ title: z.string(), text: z.string() }) }),
        }),
      )
      .default([]),
  }),
});
const taskSchema = z.object({
  task: z.object({
    type: z.string(),
    value: z.union([
      z.string(),
      z.looseObject({ title: z.string(), card: z.looseObject({ content: cardSchema }) }),
    ]),
  }),
});

let advisor: Advisor;
let teams: TeamsAgents;

beforeAll(async () => {
  advisor = await shippedAdvisor();
}, 60_000);

describe('the message extension', () => {
  afterEach(() => teams.close());

  const found = async (who: string, query: string) => {
    const response = await teams.call(who, search(query));
    expect(response.status).toBe(200);
    return resultSchema.parse(await response.json()).composeExtension;
  };
  const verdict = async (who: string, content: unknown) => {
    const response = await teams.call(who, triage(content));
    expect(response.status).toBe(200);
    return taskSchema.parse(await response.json()).task;
  };

  test('finds knowledge by a few words, as cards with a preview', async () => {
    teams = await teamsAgents(advisor);
    const { type, attachments } = await found('mei', '户名不符');
    expect(type).toBe('result');
    expect(attachments.length).toBeGreaterThan(0);
    expect(attachments.length).toBeLessThanOrEqual(15);
    expect(attachments.map(({ content }) => content.fallbackText).join()).toContain('户名');
    for (const { preview, content } of attachments) {
      expect(content.fallbackText.startsWith(preview.content.title)).toBe(true);
    }
    expect(await found('mei', '')).toEqual({ type: 'message', text: '没有找到。', attachments: [] });
    expect((await found('mei', 'qwertyuiop zxcvbnm')).type).toBe('message');
  });

  test('finds waiting cases by number and words, for those of their team who have linked themselves only', async () => {
    teams = await teamsAgents(advisor);
    await teams.waiting();
    await teams.link('wang');
    await teams.link('hua', 'agent', 'another');
    const [first] = (await found('wang', 'C10001')).attachments;
    expect(first?.preview.content.title).toBe('C10001');
    expect(first?.content.fallbackText).toContain('状态：等待接手');
    const byWords = (await found('wang', '平时都是秒到')).attachments;
    expect(byWords.map(({ preview }) => preview.content.title)).toContain('C10001');
    for (const who of ['mei', 'hua']) {
      const { attachments } = await found(who, 'C10001');
      expect(attachments.map(({ preview }) => preview.content.title)).not.toContain('C10001');
    }
  });

  test('judges a message by its action, without the marks of its HTML and without keeping it', async () => {
    teams = await teamsAgents(advisor);
    const html =
      '<div><p>商户称<b>15号</b>那笔出款失败</p><p>提示&nbsp;户名不符</p>卡号6222021234567890123</div>';
    const { type, value } = await verdict('mei', html);
    expect(type).toBe('continue');
    if (typeof value === 'string') expect.fail(value);
    expect(value.title).toBe('诊断结果');
    expect(value.card.content.fallbackText).toContain('结算卡户名和商户登记不一致');
    expect(value.card.content.fallbackText).not.toMatch(/<|&nbsp;|6222021234567890123/);
    expect(await verdict('mei', '<attachment id="1"></attachment>')).toMatchObject({
      type: 'message',
      value: '这条消息里没有文字，没法诊断。',
    });
    expect((await verdict('mei', { not: 'a text' })).type).toBe('message');
    expect((await verdict('mei', '商户'.repeat(20_000))).type).toBe('continue');
    expect(teams.desk.troubles).toEqual([]);
  });
});

describe('coming and going', () => {
  afterEach(() => teams.close());
  const added = (...ids: readonly string[]) => ({
    type: 'conversationUpdate',
    text: undefined,
    membersAdded: ids.map((id) => ({ id })),
  });

  test('a merchant who opens the chat is greeted once, however often Teams tells of it', async () => {
    teams = await teamsAgents(advisor);
    await Promise.all([1, 2, 3].map(() => teams.call('mei', added('bot', 'teams-mei'))));
    await teams.call('mei', added('bot'));
    expect(teams.chat('c-mei')).toHaveLength(1);
    await teams.say('mei', '刷卡没到账');
    expect(teams.chat('c-mei').filter(({ text }) => text.includes('您好'))).toHaveLength(1);
  });

  test('a group is told what can be done once, and again when the bot comes back another day', async () => {
    teams = await teamsAgents(advisor);
    const group = { conversation: { id: 'c-group', conversationType: 'groupChat', isGroup: true } };
    for (let i = 0; i < 3; i++) await teams.call('mei', { ...added('bot'), ...group });
    expect(teams.chat('c-group')).toHaveLength(1);
    expect(teams.chat('c-group')[0]?.text).toContain('接工单');
    teams.laterOn(86_400_000);
    await teams.call('mei', { ...added('bot'), ...group });
    expect(teams.chat('c-group')).toHaveLength(2);
  });

  test('others who come and go, and what we do not know, are none of our business', async () => {
    teams = await teamsAgents(advisor);
    const events = [
      added('teams-zhao'),
      { type: 'conversationUpdate', text: undefined, membersRemoved: [{ id: 'teams-zhao' }] },
      { type: 'conversationUpdate', text: undefined, membersRemoved: [{ id: 'bot' }] },
      { type: 'conversationUpdate', text: undefined, channelData: { eventType: 'channelCreated' } },
      { type: 'installationUpdate', text: undefined, action: 'add' },
      { type: 'messageReaction', text: undefined, reactionsAdded: [{ type: 'like' }] },
      {
        type: 'invoke',
        name: 'composeExtension/query',
        text: undefined,
        value: { commandId: 'unknown', parameters: [] },
      },
      {
        type: 'invoke',
        name: 'adaptiveCard/action',
        text: undefined,
        value: { action: { type: 'Action.Execute', verb: 'none' } },
      },
    ];
    for (const event of events) {
      const { status } = await teams.call('mei', event);
      expect([200, 202, 501]).toContain(status);
    }
    expect(teams.connector.sent).toEqual([]);
    expect(teams.desk.troubles).toEqual([]);
  });
});
