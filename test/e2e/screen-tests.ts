import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { type Eyes, SCREENS, shoot, visit } from './browser.ts';
import { openHouse } from './house.ts';
import { answered, type } from './merchant.ts';
import type { Stage } from './stage.ts';

const EYES: readonly (readonly [string, Eyes, number])[] = [
  ['phone', { screen: 'phone' }, 1],
  ['phone-dark', { screen: 'phone', dark: true }, 1],
  ['terminal', { screen: 'terminal' }, 1],
  ['terminal-large', { screen: 'terminal' }, 3],
  ['desk', { screen: 'desk' }, 1],
];

const TARGETS = 'button, .button, summary, textarea, .steps label, .sizes a, .row';

/** Every screen of the page can be used by everybody; pictures of all are kept. */
export function screenTests(stage: Stage): void {
  describe.each(EYES)('on a screen (%s)', (name, eyes, size) => {
    test('everything is within reach and axe finds nothing', async () => {
      const { browser, advisor, page: source } = stage();
      const house = await openHouse(advisor, source);
      const { context, page, faults } = await visit(browser, `${house.url}/size/${size}`, eyes);
      const look = async (screen: string) => {
        await shoot(page, `${name}-${screen}`);
        expect(await violations(page), screen).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(
          SCREENS[eyes.screen ?? 'phone'].width,
        );
        expect(await tooSmall(page, TARGETS), screen).toEqual([]);
      };
      await look('1-greeting');
      await type(page, '昨天下午刷的储蓄卡，钱到现在没到');
      await page.click('.why summary');
      await look('2-question');
      await answered(page, () => page.click('button.choice[value="settlement_mode:s0"]'));
      await look('3-answer');
      await page.click('.reasons summary');
      await page.click('text=存成图片');
      await page.waitForSelector('.picture img');
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      await look('4-answer-end');
      await type(page, '有人加我微信说是银联的，要先交500保证金才能解冻');
      await look('5-danger');
      await answered(page, () => page.click('header >> text=转人工'));
      await house.agentSays('您好，我是人工客服，正在帮您查。');
      await page.waitForSelector('.line.agent');
      await expect.poll(() => inSight(page, '.line.agent .bubble')).toBe(true);
      await page.click('.menu summary');
      await look('6-person');
      await page.click('.menu >> text=隐私说明');
      await look('7-privacy');
      expect(faults).toEqual([]);
      await context.close();
      await house.close();
    });
  });
}

/** What axe finds wrong with a page as it stands. */
export async function violations(page: Page): Promise<string[]> {
  const loaded = await page.evaluate(() => Reflect.has(window, 'axe'));
  if (!loaded) await page.evaluate(`${axe.source};0`);
  const found = await page.evaluate(() =>
    Reflect.get(window, 'axe').run(document, { resultTypes: ['violations'] }),
  );
  return found.violations.map((one: { id: string; nodes: { html: string; failureSummary: string }[] }) =>
    [one.id, ...one.nodes.map((node) => `${node.html} ${node.failureSummary}`)].join('\n'),
  );
}

/** Buttons and links on their own that a thumb would miss: lower than 44 px. */
export function tooSmall(page: Page, targets: string): Promise<string[]> {
  return page
    .locator(targets)
    .evaluateAll((all) =>
      all
        .filter((one) => one.getClientRects().length > 0 && one.getBoundingClientRect().height < 43.5)
        .map((one) => `${one.outerHTML.slice(0, 80)} ${one.getBoundingClientRect().height}`),
    );
}

/** Whether an element can be seen between the page's header and its text box. */
function inSight(page: Page, selector: string): Promise<boolean> {
  return page.evaluate((wanted) => {
    const edge = (name: string) => document.querySelector(name)?.getBoundingClientRect();
    const own = edge(wanted);
    const top = edge('header')?.bottom ?? 0;
    const bottom = edge('footer')?.top ?? 0;
    return own !== undefined && own.top >= top && own.bottom <= bottom;
  }, selector);
}
