import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shippedAdvisor } from '../support/advisor.ts';
import { addStaff, PASSWORD } from '../support/staff.ts';
import { launch, NO_BROWSER, SCREENS, shoot, visit } from './browser.ts';
import { type House, openHouse } from './house.ts';
import { violations } from './screen-tests.ts';

const MESSAGE =
  '商户：昨天下午刷的储蓄卡，钱到现在没到，卡号6222021234567890128\n客服：您好，请问平时是秒到吗？\n商户：平时都是秒到的';

describe.skipIf(NO_BROWSER !== null)("the agents' page in a real browser", { timeout: 60_000 }, () => {
  let browser: Browser;
  let house: House;

  beforeAll(async () => {
    const [one, advisor] = await Promise.all([launch(), shippedAdvisor()]);
    browser = one;
    house = await openHouse(advisor, { script: '', style: '' });
    await addStaff(house.store, 'boss', 'admin');
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  describe.each(['desk', 'phone'] as const)('on a screen (%s)', (screen) => {
    test('a message is pasted, and what to answer is copied', async () => {
      const { context, page, faults } = await visit(browser, `${house.url}/console`, { screen });
      const look = lookAt(page, screen);
      await page.getByText('不登录，只诊断一条消息').waitFor();
      await look('1-login');
      await page.click('text=不登录，只诊断一条消息');
      await page.fill('#pasted', MESSAGE);
      await page.press('#pasted', 'Control+Enter');
      await page.waitForSelector('.causes');
      await look('2-triage');
      await page.click('nav >> text=知识库');
      await page.fill('#words', '户名不符');
      await page.click('button[type=submit]');
      await page.waitForSelector('article');
      await look('3-knowledge');
      expect(faults).toEqual([]);
      await context.close();
    });
  });

  test('an admin logs in, adds a colleague, and what is wrong is said', async () => {
    const { context, page, faults } = await visit(browser, `${house.url}/console`, { screen: 'desk' });
    const look = lookAt(page, 'desk');
    await logIn(page, 'boss', 'not the password');
    await page.getByText('用户名或密码不对').waitFor();
    await look('4-wrong-password');
    await logIn(page, 'boss', PASSWORD);
    await page.click('nav >> text=成员');
    await page.fill('#user-login', 'wangfang');
    await page.fill('#user-name', '王芳');
    await page.fill('#user-password', 'wangfang12345');
    await page.click('text=保存');
    await page.getByText('密码太弱').waitFor();
    await page.fill('#user-password', PASSWORD);
    await page.click('text=保存');
    await page.locator('.users >> text=王芳').waitFor();
    await look('5-users');
    await page.click('text=退出登录');
    await page.waitForSelector('#login');
    expect(await context.cookies()).toEqual([]);
    expect(faults).toEqual([]);
    await context.close();
  });

  /** Keeps a picture and says what is wrong with what is seen. */
  function lookAt(page: Page, screen: keyof typeof SCREENS) {
    return async (name: string) => {
      await page.waitForTimeout(100);
      await shoot(page, `console-${screen}-${name}`, true);
      expect(await violations(page), name).toEqual([]);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, name).toBeLessThanOrEqual(SCREENS[screen].width);
    };
  }
});

async function logIn(page: Page, login: string, password: string): Promise<void> {
  await page.fill('#login', login);
  await page.fill('#password', password);
  await page.click('button[type=submit]');
}
