import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { z } from 'zod';
import { createTeams } from '../../src/channels/teams/channel.ts';
import { diagnosisCard } from '../../src/channels/teams/diagnosis-card.ts';
import { questionCard } from '../../src/channels/teams/question-card.ts';
import { triageCard } from '../../src/channels/teams/triage-card.ts';
import { choicesFor, question } from '../../src/conversation/ask.ts';
import type { Advisor } from '../../src/desk/advisor.ts';
import { triageText } from '../../src/desk/triage.ts';
import { HOME, shippedAdvisor } from '../support/advisor.ts';
import { launch, NO_BROWSER, shoot } from './browser.ts';
import { type House, openHouse } from './house.ts';
import { openPlayground } from './playground.ts';

const SEED = '昨天下午刷的储蓄卡，钱到现在没到';
const configSchema = z.object({
  config: z.object({
    personalChat: z.object({ id: z.string() }),
    currentUser: z.object({ id: z.string() }),
  }),
});
const eventSchema = z.looseObject({ action: z.string().optional() });

describe('Teams, played by the Agents Playground', { timeout: 120_000 }, () => {
  let advisor: Advisor;
  let house: House;
  let playground: Awaited<ReturnType<typeof openPlayground>>;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    advisor = await shippedAdvisor();
    const channels = [createTeams({ app: null, agents: null })];
    house = await openHouse(advisor, { script: '', style: '' }, { channels });
    playground = await openPlayground(house.url);
    if (NO_BROWSER !== null) return;
    browser = await launch();
    page = await browser.newPage({ viewport: { width: 1100, height: 900 } });
    await page.goto(playground.url);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await playground?.close();
    await house?.close();
  });

  test('a talk over its protocol, without a browser', async () => {
    const read = await (await fetch(`${playground.url}/_internal/v1/config`)).json();
    const { personalChat, currentUser } = configSchema.parse(read).config;
    const socket = new WebSocket(
      `${playground.url.replace('http', 'ws')}/_ws_conversation/v1/conversations/stream`,
    );
    const heard: string[] = [];
    socket.on('message', (data) => {
      const text = String(data);
      if (eventSchema.safeParse(JSON.parse(text)).success) heard.push(text);
    });
    await new Promise((resolve) => socket.once('open', resolve));
    const response = await fetch(
      `${playground.url}/_conversation/v1/conversations/${personalChat.id}/messages`,
      {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ type: 'text', text: SEED, textFormat: 'plain', from: { id: currentUser.id } }),
      },
    );
    expect(response.ok).toBe(true);
    await expect.poll(() => heard.join(), { timeout: 30_000 }).toContain('您的钱平时是怎么到账的');
    socket.close();
  });

  describe.skipIf(NO_BROWSER !== null)('in a real browser', () => {
    const write = async (text: string) => {
      await page.locator('div[contenteditable=true]').first().fill(text);
      await page.getByRole('button', { name: 'Send Message' }).click();
    };

    test('a seed talk by text and by clicks ends with the answer as a card', async () => {
      await write('重新开始');
      await page.getByText('我们从头来').last().waitFor();
      await write(SEED);
      await page.getByText('您的钱平时是怎么到账的').last().waitFor();
      await shoot(page, 'teams-question');
      await page.getByRole('radio', { name: '秒到' }).last().click();
      await page.getByRole('button', { name: '就选这个' }).last().click();
      await page.getByText('储蓄卡不走秒到').last().waitFor();
      await page.getByText('应到账时间').last().waitFor();
      await shoot(page, 'teams-answer');
      await page.mouse.wheel(0, 2_000);
      await shoot(page, 'teams-answer-end');
    });

    test('an agent gets the verdict on a message as a card', async () => {
      await write('诊断 商户称15号那笔出款失败，提示户名不符');
      await page.getByText('诊断结果').last().waitFor();
      await page.getByText('可能原因').last().waitFor();
      await shoot(page, 'teams-triage');
    });

    test('every card is drawn by the adaptivecards renderer with everything in it', async () => {
      const { content } = advisor.expert;
      const at = Date.parse('2026-11-18T10:00:00+08:00');
      const asked = Object.values(content.slots)
        .filter((slot) => slot.derived === null)
        .map((slot) => {
          const choices = choicesFor(content, slot.id);
          const asking = { slot: slot.id, choices, why: slot.why ?? null, asked: 1, atMost: 6 };
          return questionCard(content, question(content, slot.id), asking, 'zh-CN');
        });
      const verdicts = [SEED, '出款失败，户名不符', '有人让我先转500才能解冻'].map((text) => ({
        text,
        verdict: triageText(advisor, text, at, null),
      }));
      const answers = verdicts.flatMap(({ verdict: { diagnosis } }) =>
        diagnosis === null ? [] : [diagnosisCard(content, diagnosis, 'zh-CN')],
      );
      const triages = verdicts.map(({ text, verdict }) => triageCard(content, verdict, text));
      const sheet = await browser.newPage({ viewport: { width: 480, height: 900 } });
      await sheet.addScriptTag({
        path: path.join(HOME, 'node_modules/adaptivecards/dist/adaptivecards.min.js'),
      });
      expect(answers).toHaveLength(3);
      for (const [i, card] of [...asked, ...answers, ...triages].entries()) {
        const drawn = await sheet.evaluate(drawInPage, JSON.stringify(card));
        // The renderer's pattern of languages is a global one, so it takes a language only every other time.
        expect(drawn.faults.filter((fault) => !/property "lang"/.test(fault))).toEqual([]);
        expect(drawn.buttons).toBe(card.actions?.length ?? 0);
        expect(drawn.text.length).toBeGreaterThan(4);
        if (i >= asked.length) await shoot(sheet, `teams-card-${i - asked.length}`, true);
      }
      await sheet.close();
    });
  });
});

/** Runs in the page: draws a card, and gives what the renderer found and what can be seen. */
function drawInPage(json: string): { faults: string[]; buttons: number; text: string } {
  const { AdaptiveCards, document } = globalThis as unknown as {
    AdaptiveCards: {
      HostConfig: new (config: object) => unknown;
      AdaptiveCard: new () => {
        hostConfig: unknown;
        parse(card: unknown, context: unknown): void;
        render(): unknown;
      };
      SerializationContext: new () => { eventCount: number; getEventAt(i: number): { message: string } };
    };
    document: {
      body: {
        innerHTML: string;
        appendChild(node: unknown): void;
        querySelectorAll(selector: string): { length: number };
        textContent: string;
      };
    };
  };
  const context = new AdaptiveCards.SerializationContext();
  const card = new AdaptiveCards.AdaptiveCard();
  // As many as Teams shows; the renderer alone leaves out what is beyond five.
  card.hostConfig = new AdaptiveCards.HostConfig({ actions: { maxActions: 6 } });
  card.parse(JSON.parse(json), context);
  document.body.innerHTML = '';
  document.body.appendChild(card.render());
  const faults = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i).message);
  return {
    faults,
    buttons: document.body.querySelectorAll('button').length,
    text: document.body.textContent,
  };
}
