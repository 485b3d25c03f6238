import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** The end of a talk is in sight: an answer, or a person. */
const END = '.card, .person';

/** Types words and waits for what is said to them. */
export async function type(page: Page, text: string): Promise<void> {
  await page.fill('textarea', text);
  await answered(page, () => page.click('.send'));
}

/** Answers every question by its button until the end: what is not known is 不知道. */
export async function clickThrough(page: Page, known: Readonly<Record<string, string>>): Promise<number> {
  for (let clicks = 0; clicks < 12; clicks++) {
    if ((await page.locator(END).count()) > 0) return clicks;
    const values = await page
      .locator('button.choice')
      .evaluateAll((all) => all.map((one) => one.getAttribute('value') ?? ''));
    const slot = values[0]?.split(':')[0] ?? '';
    const wanted = `${slot}:${known[slot] ?? 'unknown'}`;
    expect(values).toContain(wanted);
    await answered(page, () => page.click(`button.choice[value="${wanted}"]`));
  }
  throw new Error('asked for too long');
}

/** Does something and waits until the talk has gone on, with a script or by a new page. */
export async function answered(page: Page, act: () => Promise<void>): Promise<void> {
  const before = await said(page);
  await act();
  await expect
    .poll(async () => (await page.locator('.sent').count()) === 0 && (await said(page).catch(() => 0)), {
      timeout: 15_000,
      interval: 25,
    })
    .toBeGreaterThan(before);
}

/** How often the merchant has said something that was taken in. */
export function said(page: Page): Promise<number> {
  return page.locator('.line.merchant:not(.sent)').count();
}

/** Everything that was said, in order. */
export function lines(page: Page): Promise<string[]> {
  return page
    .locator('.line')
    .evaluateAll((all) => all.map((one) => one.querySelector('.bubble, h2')?.textContent ?? ''));
}
