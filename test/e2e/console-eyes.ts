import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { PASSWORD } from '../support/staff.ts';
import { SCREENS, shoot } from './browser.ts';
import { tooSmall, violations } from './screen-tests.ts';

/** What a thumb has to hit on a phone. */
const TARGETS =
  'button, a.button, nav a, summary, select, textarea, input:not([type=checkbox], [type=radio], [tabindex="-1"]), label.choice, .ant-segmented-item';
/** Ids of facts and causes, instants as programs write them, and roles in English: nothing for people. */
const RAW = /\b(?!whsec_)[a-z]+_[a-z_]+\b|\d{4}-\d\d-\d\dT\d\d|\b(null|undefined|NaN|default|true|false)\b/;

/** Keeps a picture of a page of the console and says what is wrong with what is seen: for axe, for a thumb, sideways,
 * and in words. */
export function lookAt(page: Page, screen: keyof typeof SCREENS) {
  return async (name: string) => {
    await page.waitForTimeout(100);
    await shoot(page, `console-${screen}-${name}`, true);
    expect.soft(await violations(page), name).toEqual([]);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect.soft(width, name).toBeLessThanOrEqual(SCREENS[screen].width);
    if (screen === 'phone') expect.soft(await tooSmall(page, TARGETS), name).toEqual([]);
    // biome-ignore lint/performance/useDomNodeTextContent: what nobody sees says nothing to anybody
    const text = await page.locator('body').innerText();
    expect.soft(RAW.exec(text)?.[0] ?? null, name).toBeNull();
  };
}

/** Logs in with name and password. */
export async function logIn(page: Page, login: string, password = PASSWORD): Promise<void> {
  await page.fill('#login', login);
  await page.fill('#password', password);
  await page.click('button[type=submit]');
}

/** Presses Tab until what has the focus says this. */
export async function tabTo(page: Page, text: string): Promise<void> {
  for (let i = 0; i < 60; i++) {
    const said = await page.evaluate(() => document.activeElement?.textContent ?? '');
    if (said === text) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${text} cannot be reached by the keyboard`);
}
