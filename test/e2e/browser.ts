import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { HOME } from '../support/advisor.ts';

/** Chromium as Debian installs it, or wherever CHROMIUM_PATH says. */
const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** Why no browser can be had; null where one can. */
export const NO_BROWSER = existsSync(CHROMIUM)
  ? null
  : `no browser at ${CHROMIUM}: install chromium, or say where it is with CHROMIUM_PATH`;
if (NO_BROWSER !== null) console.warn(`test/e2e is skipped: ${NO_BROWSER}`);

/** The screens of the merchants: a phone, a small terminal, a desk. */
export const SCREENS = {
  phone: { width: 390, height: 844 },
  terminal: { width: 320, height: 568 },
  desk: { width: 1440, height: 900 },
} as const;

/** Where screenshots are kept. */
export const SHOTS = path.join(HOME, 'build', 'screenshots');

/** Starts the one browser of a test file. */
export function launch(): Promise<Browser> {
  mkdirSync(SHOTS, { recursive: true });
  return chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
}

/** Keeps a picture of the page as it looks now. */
export async function shoot(page: Page, name: string, fullPage = false): Promise<void> {
  await page.screenshot({ path: path.join(SHOTS, `${name}.png`), fullPage });
}

/** How a merchant's browser is. */
export interface Eyes {
  readonly screen?: keyof typeof SCREENS;
  readonly script?: boolean;
  readonly dark?: boolean;
}

/** A fresh browser window on the page of a server; a fault of its scripts fails the test that looks at `faults`. */
export async function visit(browser: Browser, url: string, eyes: Eyes = {}) {
  const context = await browser.newContext({
    viewport: SCREENS[eyes.screen ?? 'phone'],
    javaScriptEnabled: eyes.script ?? true,
    colorScheme: eyes.dark === true ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (line) => {
    if (line.type() === 'error' && !/Failed to load resource/.test(line.text())) faults.push(line.text());
  });
  await page.goto(url);
  return { context, page, faults };
}
