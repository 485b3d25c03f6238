import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { HOME } from '../support/advisor.ts';
import { SCREENS, visit } from './browser.ts';
import { answered, clickThrough, type } from './merchant.ts';
import { CLICKS } from './seed-clicks.ts';
import type { Stage } from './stage.ts';

const FOLDER = path.join(HOME, 'test/talks');

const talkSchema = z.looseObject({
  title: z.string(),
  seed: z.string().optional(),
  now: z.string(),
  talk: z.array(
    z.looseObject({
      商户: z.string().optional(),
      助手: z.looseObject({ 答: z.string().optional() }).optional(),
    }),
  ),
});

/** The five seed talks: what is said up to the first answer, and the cause that it names. */
const TALKS = readdirSync(FOLDER)
  .map((file) => talkSchema.parse(parse(readFileSync(path.join(FOLDER, file), 'utf8'))))
  .filter((talk) => talk.seed !== undefined)
  .map(({ title, now, talk }) => {
    const end = talk.findIndex((line) => line.助手?.答 !== undefined);
    const words = talk.slice(0, end).flatMap((line) => line.商户 ?? []);
    return { title, now, words, cause: talk[end]?.助手?.答 ?? '' };
  });

/** The talks of the five seeds in a real browser, by typing and by buttons, with and without a script. */
export function talkTests(stage: Stage): void {
  describe.each([true, false])('a talk (script: %s)', (script) => {
    test.each(TALKS)('by typing: $title', async ({ now, words, cause }) => {
      const { house, browser } = stage();
      house.clock.now = Date.parse(now);
      const screen = script ? 'phone' : 'terminal';
      const { context, page, faults } = await visit(browser, house.url, { screen, script });
      for (const one of words) await type(page, one);
      expect(await page.locator('.card h2').textContent()).toContain(cause);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(SCREENS[screen].width);
      expect(faults).toEqual([]);
      await context.close();
    });

    test.each(CLICKS)('by buttons alone: %j', async (known, cause) => {
      const { house, browser } = stage();
      const { context, page, faults } = await visit(browser, house.url, { script });
      await clickThrough(page, known);
      expect(await page.locator('.card h2').textContent()).toContain(cause);
      await answered(page, () => page.click('text=没解决'));
      expect(await page.locator('.person').count()).toBe(1);
      expect(faults).toEqual([]);
      await context.close();
    });
  });
}
