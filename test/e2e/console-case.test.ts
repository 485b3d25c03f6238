import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Advisor } from '../../src/desk/advisor.ts';
import { runDue, TALK_KINDS } from '../../src/desk/run-due.ts';
import { caseSchema } from '../../src/web/console-wire.ts';
import type { PageSource } from '../../src/web/service.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import { testPage } from '../support/page.ts';
import { addStaff, PASSWORD } from '../support/staff.ts';
import { launch, NO_BROWSER, SCREENS, visit } from './browser.ts';
import { logIn, lookAt, tabTo } from './console-eyes.ts';
import { type House, openHouse } from './house.ts';
import { answered, type } from './merchant.ts';

/** All that the console may load until the queue can be used, packed, in bytes. */
const TRANSFER = 320_000;

describe.skipIf(NO_BROWSER !== null)('a case, with a merchant and an agent', { timeout: 120_000 }, () => {
  let browser: Browser;
  let advisor: Advisor;
  let source: PageSource;

  beforeAll(async () => {
    [browser, advisor, source] = await Promise.all([launch(), shippedAdvisor(), testPage()]);
  }, 120_000);
  afterAll(() => browser?.close());

  const staffed = async (): Promise<House> => {
    const house = await openHouse(advisor, source);
    await addStaff(house.store, 'wang', 'agent');
    await addStaff(house.store, 'lin', 'lead');
    return house;
  };

  describe.each(['desk', 'phone'] as const)('on a screen (%s)', (screen) => {
    test('is handed over, put right, taken, answered, given back, followed up and closed', async () => {
      const house = await staffed();
      const merchant = await visit(browser, house.url, { screen: 'phone' });
      const agent = await visit(browser, `${house.url}/console`, { screen });
      const look = lookAt(agent.page, screen);
      for (const { page } of [merchant, agent]) page.setDefaultTimeout(10_000);
      await logIn(agent.page, 'wang');
      await agent.page.getByText('没有这样的工单').waitFor();

      await type(merchant.page, '昨天下午刷的储蓄卡，平时都是秒到的，钱到现在没到');
      await answered(merchant.page, () => merchant.page.click('header >> text=转人工'));
      await agent.page.getByText('C10001').waitFor();
      await look('6-queue');
      await type(merchant.page, '不对，结算方式是T+1');
      await agent.page.getByText('C10001').click();
      await agent.page.getByText('商户已核对').waitFor();
      const mode = agent.page.locator('.packet li', { hasText: '结算方式' });
      expect(await mode.textContent()).toContain('T+1');

      await agent.page.click('button:has-text("接手")');
      await agent.page.fill('.composer textarea', '您好，我是人工客服，请打400-123-4567');
      await agent.page.click('.composer button:has-text("发送")');
      await agent.page.getByText('请再看一眼').waitFor();
      await look('7-doubtful');
      await agent.page.fill('.composer textarea', '您好，我是人工客服，正在帮您查这笔钱');
      await agent.page.press('.composer textarea', 'Control+Enter');
      await merchant.page.locator('.line.agent >> text=正在帮您查这笔钱').waitFor();
      const before = await merchant.page.locator('.line.bot').count();
      await type(merchant.page, '好的，麻烦快一点');
      await agent.page.locator('.lines >> text=麻烦快一点').waitFor();
      expect(await merchant.page.locator('.line.bot').count()).toBe(before);

      const first = agent.page.locator('.cause.first');
      const judged = await first.textContent();
      await mode.locator('button').click();
      await mode.locator('select').selectOption({ label: '秒到（几分钟内到）' });
      await mode.locator('button:has-text("保存")').click();
      await expect.poll(() => first.textContent()).not.toBe(judged);
      expect(await mode.textContent()).toContain('客服填写');
      await agent.page.fill('textarea[name=text]', '已请收单机构核对，等回电');
      await agent.page.click('text=添加备注');
      await agent.page.locator('.notes >> text=等回电').waitFor();
      await look('8-case');

      await agent.page.click('button:has-text("交还机器人")');
      await look('9-give-back');
      await agent.page.click('dialog button:has-text("交还")');
      await merchant.page.locator('.top .person').waitFor({ state: 'detached' });
      await merchant.page.locator('.card').last().waitFor();

      house.clock.now = Date.parse('2026-11-18T18:05:00+08:00');
      await runDue(house.desk, TALK_KINDS, house.clock.now);
      await merchant.page.getByText('请问到账了吗').waitFor();
      await merchant.page.locator('button.choice:has-text("到账了")').click();
      await merchant.page.getByText('太好了').waitFor();
      // Nobody did anything at the desk for hours, so the login has ended; the case is still in the address.
      await logIn(agent.page, 'wang');
      await agent.page.getByText('商户已确认到账').waitFor();

      await agent.page.click('button:has-text("结案")');
      await look('10-close');
      await agent.page.fill('#close-text', '次日已到账');
      await agent.page.click('dialog button:has-text("结案")');
      await agent.page.getByText('次日已到账').first().waitFor();
      await look('11-closed');
      const id = decodeURIComponent(agent.page.url().split('/').at(-1) ?? '');
      const shown = await agent.context.request.get(`${house.url}/api/v1/cases/${id}`);
      expect(caseSchema.parse(await shown.json())).toMatchObject({
        status: 'solved',
        outcome: { confirmed: true, text: '次日已到账' },
      });
      expect([...merchant.faults, ...agent.faults]).toEqual([]);
      await merchant.context.close();
      await agent.context.close();
      await house.close();
    });
  });

  test('the queue is there after at most 320 kB, and the charts are loaded only where they are seen', async () => {
    const house = await staffed();
    house.clock.now = Date.now();
    const { context, page, faults } = await visit(browser, 'about:blank', { screen: 'desk' });
    const wire = await context.newCDPSession(page);
    await wire.send('Network.enable');
    let bytes = 0;
    wire.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    await page.goto(`${house.url}/console`);
    await logIn(page, 'lin');
    await page.getByText('没有这样的工单').waitFor();
    console.info(`initial transfer of the console: ${(bytes / 1000).toFixed(0)} kB`);
    expect(bytes).toBeGreaterThan(100_000);
    expect(bytes).toBeLessThanOrEqual(TRANSFER);
    const talk = await visit(browser, house.url);
    house.clock.now = Date.now();
    await type(talk.page, '昨天下午刷的储蓄卡，平时都是秒到的，钱到现在没到');
    await talk.context.close();
    house.clock.now += 60_000;
    page.setDefaultTimeout(8_000);
    await page.click('nav >> text=看板');
    await page.locator('.chart canvas').first().waitFor();
    await lookAt(page, 'desk')('12-dashboard');
    await page.setViewportSize(SCREENS.phone);
    await lookAt(page, 'phone')('12-dashboard');
    await page.setViewportSize(SCREENS.desk);
    expect(await page.locator('.figures b').first().textContent()).toBe('1');
    const csv = await context.request.get(
      `${house.url}${await page.locator('a[download]').getAttribute('href')}`,
    );
    expect(csv.headers()['content-type']).toContain('text/csv');
    expect(faults).toEqual([]);
    await context.close();
    await house.close();
  });

  test('is passed on to a colleague, for whom it waits', async () => {
    const house = await staffed();
    const talk = await visit(browser, house.url);
    await type(talk.page, '昨天下午刷的储蓄卡，平时都是秒到的，钱到现在没到');
    await answered(talk.page, () => talk.page.click('header >> text=转人工'));
    const wang = await visit(browser, `${house.url}/console`, { screen: 'phone' });
    await logIn(wang.page, 'wang');
    await wang.page.getByText('C10001').click();
    await wang.page.click('button:has-text("接手")');
    await wang.page.click('button:has-text("转交")');
    await wang.page.locator('#to').selectOption({ label: 'lin' });
    await wang.page.fill('#to-text', '您认识这家店');
    await lookAt(wang.page, 'phone')('13-transfer');
    await wang.page.click('dialog button:has-text("转交")');
    await wang.page.locator('.history >> text=→ lin：您认识这家店').waitFor();
    const lin = await visit(browser, `${house.url}/console#/queue?show=mine`, { screen: 'desk' });
    await logIn(lin.page, 'lin');
    await lin.page.getByText('C10001').click();
    await lin.page.getByText('为您保留到').waitFor();
    await lin.page.click('button:has-text("接手")');
    await lin.page.locator('.composer textarea').waitFor();
    await talk.page.getByText('专员lin已接入').waitFor();
    expect([...talk.faults, ...wang.faults, ...lin.faults]).toEqual([]);
    for (const { context } of [talk, wang, lin]) await context.close();
    await house.close();
  });

  test('can be reached and taken by the keyboard alone', async () => {
    const house = await staffed();
    const { page: talk, context: other } = await visit(browser, house.url);
    await type(talk, '昨天刷的储蓄卡没到账');
    await answered(talk, () => talk.click('header >> text=转人工'));
    const { context, page } = await visit(browser, `${house.url}/console`, { screen: 'desk' });
    await page.locator('#login:focus').waitFor();
    await page.keyboard.type('wang');
    await page.keyboard.press('Tab');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByText('C10001').waitFor();
    await tabTo(page, 'C10001');
    await page.keyboard.press('Enter');
    await page.locator('.lines').waitFor();
    await tabTo(page, '接手');
    await page.keyboard.press('Enter');
    await page.locator('.composer textarea').waitFor();
    await context.close();
    await other.close();
    await house.close();
  });
});
