import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOidc, type Oidc } from '../../src/web/oidc.ts';
import { OIDC_CALLBACK } from '../../src/web/oidc-callback.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import { startProvider } from '../support/oidc.ts';
import { addStaff, PASSWORD } from '../support/staff.ts';
import { launch, NO_BROWSER, visit } from './browser.ts';
import { logIn, lookAt } from './console-eyes.ts';
import { type House, openHouse } from './house.ts';

const MESSAGE =
  '商户：昨天下午刷的储蓄卡，钱到现在没到，卡号6222021234567890128\n客服：您好，请问平时是秒到吗？\n商户：平时都是秒到的';

describe.skipIf(NO_BROWSER !== null)("the agents' page in a real browser", { timeout: 60_000 }, () => {
  let browser: Browser;
  let house: House;

  beforeAll(async () => {
    const [one, advisor] = await Promise.all([launch(), shippedAdvisor()]);
    browser = one;
    house = await openHouse(advisor, { script: '', style: '' });
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
      expect(await page.getByText('用单位账号登录').count()).toBe(0);
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

  test.each(['desk', 'phone'] as const)(
    'an admin adds a colleague, reads the audit, and sets up (%s)',
    async (screen) => {
      const { context, page, faults } = await visit(browser, `${house.url}/console`, { screen });
      const look = lookAt(page, screen);
      const boss = `boss-${screen}`;
      await addStaff(house.store, boss, 'admin');
      await logIn(page, boss, 'not the password');
      await page.getByText('登录名或密码不对').waitFor();
      await look('4-wrong-password');
      await logIn(page, boss);
      await page.click('nav >> text=成员');
      await page.fill('#user-login', `wangfang-${screen}`);
      await page.fill('#user-name', `王芳${screen}`);
      await page.fill('#user-password', `wangfang-${screen}1`);
      await page.click('text=保存');
      await page.getByText('密码太弱').waitFor();
      await page.fill('#user-password', PASSWORD);
      await page.click('text=保存');
      await page.locator(`.users >> text=王芳${screen}`).waitFor();
      await page
        .locator('.users > li', { hasText: `王芳${screen}` })
        .locator('summary')
        .click();
      await look('5-users');
      await page.click('nav >> text=记录');
      await page.locator('.audit >> text=登录失败').first().waitFor();
      await look('13-audit');
      await page.click('header >> text=设置');
      await page.fill('#hook-url', 'https://127.0.0.1/hook');
      await page.click('button:has-text("添加")');
      await page.getByText('不能推送到这个地址').waitFor();
      await page.fill('#hook-url', `https://tickets.example.com/${screen}`);
      await page.click('button:has-text("添加")');
      const hook = page.locator('.hook', { hasText: `https://tickets.example.com/${screen}` });
      await hook.locator('button:has-text("发一条测试")').click();
      await hook.getByText('排队中').waitFor();
      expect(await page.inputValue('#hook-url')).toBe('');
      await page.fill('#current', 'not the password');
      await page.fill('#next', 'a better one, 2026');
      await page.click('button:has-text("修改密码")');
      await page.getByText('现在的密码不对').waitFor();
      await look('14-settings');
      await page.fill('#current', PASSWORD);
      await page.click('button:has-text("修改密码")');
      await page.getByText('密码已修改').waitFor();
      await page.click('text=退出登录');
      await page.waitForSelector('#login');
      expect(await context.cookies()).toEqual([]);
      expect(faults).toEqual([]);
      await context.close();
    },
  );

  test('whoever has an account at the place of work logs in with it, and is told where that does not do', async () => {
    const places: { oidc: Oidc | null } = { oidc: null };
    const oidc: Oidc = {
      leave: () => (places.oidc === null ? Promise.reject(new Error('down')) : places.oidc.leave()),
      comeBack: (...answer) => places.oidc?.comeBack(...answer) ?? Promise.resolve(null),
    };
    const own = await openHouse(await shippedAdvisor(), { script: '', style: '' }, { oidc });
    await addStaff(own.store, 'wang@example.com', 'agent');
    const provider = await startProvider(`${own.url}${OIDC_CALLBACK}`);
    const { context, page, faults } = await visit(browser, `${own.url}/console`, { screen: 'phone' });
    const look = lookAt(page, 'phone');
    const atProvider = async (login: string) => {
      await page.click('text=用单位账号登录');
      await page.fill('input[name=login]', login);
      await page.fill('input[name=password]', 'any');
      await page.click('button[type=submit]');
      await page.click('button:has-text("Continue")');
    };
    await page.click('text=用单位账号登录');
    await page.getByText('登录服务没有回应').waitFor();
    places.oidc = createOidc({ ...provider.client, publicUrl: own.url, claim: 'email' });
    await atProvider('stranger@example.com');
    await page.getByText('还不是这里的成员').waitFor();
    await look('1-not-vouched');
    await context.clearCookies({ name: /session|interaction/ });
    await atProvider('wang@example.com');
    await page.getByText('没有这样的工单').waitFor();
    const kept = (await context.cookies(own.url)).filter(({ name }) => name.includes('daozhang'));
    expect(kept).toMatchObject([{ name: 'daozhang-desk', httpOnly: true, sameSite: 'Lax' }]);
    expect(faults).toEqual([]);
    await context.close();
    provider.stop();
    await own.close();
  });
});
