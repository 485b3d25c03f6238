import { createServer, get } from 'node:http';
import { describe, expect, test } from 'vitest';
import { SCREENS, shoot, visit } from './browser.ts';
import { openHouse } from './house.ts';
import { answered, lines, said, type } from './merchant.ts';
import type { Stage } from './stage.ts';

const EVIL = '<img src=x onerror="window.hit=1"><script>window.hit=1</script></script>&lt;b&gt;';

/** What people write stays text, what is theirs stays theirs, and the page stays small. */
export function safetyTests(stage: Stage): void {
  describe('the page', () => {
    test('shows markup of merchant, agent and content as text, however long', async () => {
      const { browser, advisor, page: source } = stage();
      const { content } = advisor.expert;
      const replies = { ...content.replies, greeting: `${EVIL}greeting`, hand_off: `${EVIL}hand-off` };
      const evil = { ...advisor, expert: { ...advisor.expert, content: { ...content, replies } } };
      const house = await openHouse(evil, source);
      const { context, page } = await visit(browser, house.url, { screen: 'terminal' });
      await type(page, `钱没到账${EVIL}`);
      await type(page, `钱没到账${'x'.repeat(1_990)}`);
      await type(page, '转人工');
      await house.agentSays(`${EVIL}${'长'.repeat(2_000)}`);
      await page.waitForSelector('.line.agent');
      for (const view of [page, await context.newPage()]) {
        if (view !== page) await view.goto(house.url);
        const all = await lines(view);
        expect(all.filter((line) => line.includes('<img src=x')).length).toBeGreaterThanOrEqual(3);
        expect(await view.evaluate(() => Reflect.get(window, 'hit'))).toBeUndefined();
        expect(await view.locator('main img, main script').count()).toBe(0);
        expect(await view.evaluate(() => document.documentElement.scrollWidth)).toBe(SCREENS.terminal.width);
      }
      await context.close();
      await house.close();
    });

    test('can be used by the keyboard alone', async () => {
      const { browser, house } = stage();
      const { context, page } = await visit(browser, house.url);
      const tabTo = async (selector: string) => {
        for (let i = 0; i < 60; i++) {
          await page.keyboard.press('Tab');
          if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
        }
        throw new Error(`${selector} cannot be reached`);
      };
      await tabTo('textarea');
      await page.keyboard.type('昨天下午刷的储蓄卡，钱到现在没到');
      await answered(page, () => page.keyboard.press('Enter'));
      await tabTo('button.choice[value="settlement_mode:s0"]');
      await answered(page, () => page.keyboard.press('Enter'));
      await tabTo('.steps input');
      await page.keyboard.press('Space');
      expect(await page.locator('.steps input').first().isChecked()).toBe(true);
      await page.reload();
      expect(await page.locator('.steps input').first().isChecked()).toBe(true);
      await tabTo('.solved button');
      await answered(page, () => page.keyboard.press('Enter'));
      expect(await page.locator('.line.bot').last().textContent()).toContain('生意兴隆');
      await context.close();
    });

    test('speaks the language that the merchant writes', async () => {
      const { browser, house } = stage();
      const { context, page, faults } = await visit(browser, house.url);
      await page.fill('textarea', 'The money of a card payment yesterday has not arrived');
      await page.click('.send');
      await page.waitForSelector('html[lang=en] .choices');
      expect(await page.locator('.send').textContent()).toBe('Send');
      expect(await said(page)).toBe(1);
      expect(faults).toEqual([]);
      await context.close();
    });

    test('weighs at most 20 kB on its way to a phone', async () => {
      const { house } = stage();
      const size = await transferred(house.url);
      const html = await (await fetch(house.url)).text();
      console.info(`the merchants' page: ${size} bytes gzipped, all in one`);
      expect(size).toBeLessThan(20_000);
      expect(html).not.toMatch(/(?:src|href)="(?!\/|data:)/);
    });
  });

  describe('a talk', () => {
    test.each([true, false])(
      'can be taken along, taken up again and deleted (script: %s)',
      async (script) => {
        const { browser, advisor, page: source } = stage();
        const house = await openHouse(advisor, source);
        const { context, page } = await visit(browser, house.url, { script });
        expect(await context.cookies()).toEqual([]);
        await type(page, '昨天下午刷的储蓄卡，钱到现在没到');
        await answered(page, () => page.click('button.choice[value="settlement_mode:s0"]'));
        const [cookie] = await context.cookies();
        expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
        const calendar = await (await context.request.get(`${house.url}/due.ics`)).text();
        expect(calendar).toContain('DTSTART:20261118T100000Z\r\n');
        house.clock.now += 3_600_000;
        await page.goto(house.url);
        expect(await page.locator('.recap').textContent()).toContain('储蓄卡');
        expect(await said(page)).toBe(2);
        await page.goto(`${house.url}/privacy`);
        const text = await (await context.request.get(`${house.url}/talk.txt`)).text();
        expect(text).toContain('昨天下午刷的储蓄卡');
        await page.click('text=删除我的对话');
        await page.waitForSelector('.notice');
        expect(await house.talks()).toEqual([]);
        expect(await context.cookies()).toEqual([]);
        expect(await said(page)).toBe(0);
        await context.close();
        await house.close();
      },
    );

    test('can be held in a frame on a listed site, and on no other', async () => {
      const { browser, advisor, page: source } = stage();
      const shop = await openShop();
      const house = await openHouse(advisor, source, { embedHosts: [`http://localhost:${shop.port}`] });
      shop.script = `${house.url}/embed.js`;
      const context = await browser.newContext({ viewport: SCREENS.desk });
      const page = await context.newPage();
      await page.goto(`http://localhost:${shop.port}/`);
      await page.click('text=到账助手');
      const frame = page.frameLocator('iframe');
      await frame.locator('textarea').fill('昨天下午刷的储蓄卡，钱到现在没到');
      await frame.locator('.send').click();
      await frame.locator('button.choice[value="settlement_mode:s0"]').click();
      await frame.locator('.card').waitFor();
      await shoot(page, 'desk-8-embedded');
      await page.goto(`http://127.0.0.1:${shop.port}/`);
      const [opened] = await Promise.all([context.waitForEvent('page'), page.click('text=到账助手')]);
      expect(new URL(opened.url()).host).toBe(new URL(house.url).host);
      expect(await page.locator('iframe').count()).toBe(0);
      shop.close();
      await context.close();
      await house.close();
    });
  });
}

/** The bytes of an answer as they are sent to a browser. */
function transferred(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'Accept-Encoding': 'gzip, deflate, br' } }, async (answer) => {
      let size = 0;
      for await (const part of answer) size += part.length;
      resolve(size);
    }).on('error', reject);
  });
}

/** A site of somebody else on this machine, with a script of another. */
async function openShop() {
  const shop = { script: '', port: 0, close: () => server.close() };
  const server = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' });
    response.end(
      `<!doctype html><title>shop</title><body><h1>shop</h1><script src="${shop.script}"></script>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const address = server.address();
  shop.port = typeof address === 'object' && address !== null ? address.port : 0;
  return shop;
}
