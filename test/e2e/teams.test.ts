import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTeams } from '../../src/channels/teams/channel.ts';
import type { Advisor } from '../../src/desk/advisor.ts';
import { offerSeat } from '../../src/desk/cases/take-seat.ts';
import { startClockwork } from '../../src/desk/clockwork.ts';
import { open } from '../../src/desk/open.ts';
import { receive } from '../../src/desk/receive.ts';
import { conversationIdOf } from '../../src/desk/token.ts';
import { HOME, shippedAdvisor } from '../support/advisor.ts';
import { allCards, judgedTalks } from '../support/all-cards.ts';
import { addStaff, PASSWORD } from '../support/staff.ts';
import { launch, NO_BROWSER, shoot, visit } from './browser.ts';
import { type House, openHouse } from './house.ts';
import { openPlayground } from './playground.ts';
import { violations } from './screen-tests.ts';

const SEED = '昨天下午刷的储蓄卡，钱到现在没到';

/** A merchant on the web page who waits for a person. */
async function webMerchant({ desk }: House) {
  const { token } = await open(desk, 'web', desk.clock());
  const id = conversationIdOf(token);
  let n = 0;
  const write = async (text: string) => {
    n += 1;
    const at = desk.clock();
    await receive(desk, { conversationId: id, id: `w${n}`, message: { type: 'text', text }, at });
  };
  const heard = async () => (await desk.conversations.transcript(id, 0)).map(({ text }) => text).join('\n');
  await write(`${SEED}，平时都是秒到的`);
  await write('转人工');
  return { id, write, heard };
}

describe('Teams, played by the Agents Playground', { timeout: 120_000 }, () => {
  let advisor: Advisor;
  let house: House;
  let playground: Awaited<ReturnType<typeof openPlayground>>;
  let browser: Browser;
  let page: Page;
  let stopClockwork: () => Promise<void>;

  beforeAll(async () => {
    advisor = await shippedAdvisor();
    const channel = createTeams({ app: null, agents: null });
    const carriers = new Map([[channel.name, channel]]);
    // A Wednesday morning: what is due then does not depend on when the test runs.
    const ahead = Date.parse('2026-11-18T10:00:00+08:00') - Date.now();
    const parts = { carriers, testClock: false, clock: () => Date.now() + ahead };
    house = await openHouse(advisor, { script: '', style: '' }, { channels: [channel] }, parts);
    stopClockwork = startClockwork(house.desk);
    playground = await openPlayground(house.url);
    if (NO_BROWSER !== null) return;
    browser = await launch();
    page = await browser.newPage({ viewport: { width: 1100, height: 900 } });
    await page.goto(playground.url);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await playground?.close();
    await stopClockwork?.();
    await house?.close();
  });

  test('a talk over its protocol, without a browser', async () => {
    const talk = await playground.talk();
    await talk.say(SEED);
    await talk.hears('您的钱平时是怎么到账的');
    talk.close();
  });

  test('an agent links himself, takes a case and answers over its protocol', async () => {
    const merchant = await webMerchant(house);
    const talk = await playground.talk();
    await addStaff(house.store, 'wang', 'agent');
    await talk.say(`绑定 ${await offerSeat(house.store, 'wang', house.desk.clock())}`);
    await talk.hears('已绑定为wang');
    await talk.say('工单');
    await talk.hears('等待接手');
    await talk.say('接手 C10001');
    await talk.hears('wang处理中');
    await merchant.write('有人吗，我很急');
    await talk.hears('有人吗，我很急');
    await talk.say('回复 C10001 您好，我在查');
    await expect.poll(merchant.heard, { timeout: 20_000 }).toContain('您好，我在查');
    await talk.say('解绑');
    await talk.hears('已解绑');
    talk.close();
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

    /** What the console's settings tell an agent to send to the bot. */
    const sentenceFromConsole = async (login: string) => {
      const {
        context,
        page: desk,
        faults,
      } = await visit(browser, `${house.url}/console`, { screen: 'desk' });
      await desk.fill('#login', login);
      await desk.fill('#password', PASSWORD);
      await desk.click('button[type=submit]');
      await desk.click('a.me');
      await desk.getByRole('button', { name: '连接Teams' }).click();
      const sentence = await desk.locator('code').textContent();
      await shoot(desk, 'teams-code', true);
      expect(await violations(desk)).toEqual([]);
      expect(faults).toEqual([]);
      await context.close();
      return sentence ?? '';
    };

    test('an agent takes a case, answers the merchant and closes it by clicks', async () => {
      const merchant = await webMerchant(house);
      if ((await house.store.users.byLogin('wang')) === null) await addStaff(house.store, 'wang', 'agent');
      await write(await sentenceFromConsole('wang'));
      await page.getByText('已绑定为wang').last().waitFor();
      const { number = '' } = (await house.store.cases.of(merchant.id)) ?? {};
      await write(`工单 ${number}`);
      await page.getByText('等待接手').last().waitFor();
      await shoot(page, 'teams-case');
      await page.getByRole('button', { name: '接手', exact: true }).last().click();
      await page.getByText('wang处理中').last().waitFor();
      await expect.poll(merchant.heard, { timeout: 20_000 }).toContain('wang');
      await shoot(page, 'teams-case-taken');
      await merchant.write('我等着用钱，麻烦快一点');
      await page.getByText('我等着用钱，麻烦快一点').last().waitFor();
      await page.getByRole('button', { name: '回复', exact: true }).last().click();
      await page.getByLabel('发给商户的话').last().fill('您好，这笔今天18点前到，我帮您盯着');
      await page.getByRole('button', { name: '发送', exact: true }).last().click();
      await page.getByText('已发给商户').last().waitFor();
      await expect.poll(merchant.heard, { timeout: 20_000 }).toContain('我帮您盯着');
      await shoot(page, 'teams-case-answered');
      await write(`结案 ${number}`);
      await page.getByText('请在下面选好真正的原因').last().waitFor();
      await page.getByRole('button', { name: '结案', exact: true }).last().click();
      await page.getByRole('button', { name: '确认结案' }).last().click();
      await page.getByText('已解决').last().waitFor();
      await shoot(page, 'teams-case-closed');
      const closed = await house.store.cases.of(merchant.id);
      expect(closed).toMatchObject({ status: 'solved', trueCause: closed?.cause });
      await write('解绑');
      await page.getByText('已解绑').last().waitFor();
    });

    test('every card is drawn by the adaptivecards renderer with everything in it', async () => {
      const cards = allCards(advisor, judgedTalks(advisor.expert));
      const sheet = await browser.newPage({ viewport: { width: 480, height: 900 } });
      await sheet.addScriptTag({
        path: path.join(HOME, 'node_modules/adaptivecards/dist/adaptivecards.min.js'),
      });
      expect(cards.length).toBeGreaterThan(200);
      const shown = new Set<string>();
      for (const { name, card } of cards) {
        const drawn = await sheet.evaluate(drawInPage, JSON.stringify(card));
        // The renderer's pattern of languages is a global one, so it takes a language only every other time.
        expect(
          drawn.faults.filter((fault) => !/property "lang"/.test(fault)),
          name,
        ).toEqual([]);
        expect(drawn.buttons, name).toBeGreaterThanOrEqual(card.actions?.length ?? 0);
        expect(drawn.text.length, name).toBeGreaterThan(4);
        const [kind = ''] = name.split(' ');
        if (!shown.has(kind)) await shoot(sheet, `teams-card-${kind}`, true);
        shown.add(kind);
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
