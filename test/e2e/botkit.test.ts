import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createBotkitWeb } from '../../src/channels/botkit/web.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import { launch, NO_BROWSER, shoot } from './browser.ts';
import { type House, openHouse } from './house.ts';

const CLIENT = path.join(
  path.dirname(createRequire(import.meta.url).resolve('botbuilder-adapter-web')),
  '../client',
);
/** What its page fetches from elsewhere: a template engine and Markdown, as far as it uses them. */
const ELSEWHERE = `
  window.Handlebars = { compile: () => ({ message }) => '<div class="message ' + message.type + '">' + (message.html ?? '') + '</div>' };
  window.showdown = { Converter: class {
    setOption() {}
    makeHtml(text) { const p = document.createElement('p'); p.innerText = text; return p.outerHTML; }
  } };
`;

describe.skipIf(NO_BROWSER !== null)("Botkit's own chat client", { timeout: 60_000 }, () => {
  let house: House;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const channels = [createBotkitWeb({ origins: [], publicUrl: null })];
    house = await openHouse(await shippedAdvisor(), { script: '', style: '' }, { channels });
    browser = await launch();
    page = await browser.newPage({ viewport: { width: 420, height: 800 } });
    await serveClient(page, house.url);
    await page.goto(`${house.url}/botkit.html`);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  const shown = async (kind: string) => (await page.locator(`.message.${kind}`).allInnerTexts()).map(flat);

  test('greets, answers what is typed and what is clicked, and is answered once after its connection was lost', async () => {
    await page.waitForSelector('.message.message');
    await page.fill('#messenger_input', '昨天下午刷的储蓄卡，钱到现在没到');
    await page.press('#messenger_input', 'Enter');
    const reply = page.locator('#message_replies a', { hasText: '秒到' });
    await reply.waitFor();
    const before = (await shown('message')).length;
    await reply.click();
    await expect.poll(async () => (await shown('message')).length).toBeGreaterThan(before);
    expect((await shown('outgoing')).at(-1)).toContain('秒到');
    await expect.poll(async () => (await shown('message')).join()).toContain('18:00前');
    await shoot(page, 'botkit-client');
    const answers = await shown('message');
    expect(new Set(answers).size).toBe(answers.length);
    // It connects again by itself after three seconds, and nothing that was shown comes twice.
    await page.evaluate('Botkit.socket.close()');
    await page.waitForSelector('#message_window.disconnected');
    await page.waitForSelector('#message_window.connected', { timeout: 15_000 });
    await page.fill('#messenger_input', '谢谢');
    await page.press('#messenger_input', 'Enter');
    await expect.poll(async () => (await shown('message')).length).toBe(answers.length + 1);
  });
});

function flat(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The client as the package brings it, told where the server's socket is, as docs/channels.md says. */
async function serveClient(page: Page, url: string): Promise<void> {
  const html = readFileSync(path.join(CLIENT, 'index.html'), 'utf8');
  const script = readFileSync(path.join(CLIENT, 'client.js'), 'utf8');
  const told = script.replace("'://' + location.host,", "'://' + location.host + '/api/botkit/socket',");
  expect(told).not.toBe(script);
  const of = (contentType: string, body: string) => ({ status: 200, contentType, body });
  await page.route('**/*', (route) => {
    const { pathname, origin } = new URL(route.request().url());
    if (origin !== url)
      return route.fulfill(of('text/javascript', pathname.includes('handlebars') ? ELSEWHERE : ''));
    if (pathname === '/botkit.html') return route.fulfill(of('text/html; charset=utf-8', html));
    if (pathname === '/client.js') return route.fulfill(of('text/javascript; charset=utf-8', told));
    return route.fulfill(of('text/css', ''));
  });
}
