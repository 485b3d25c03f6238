import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createBotkitWeb } from '../../src/channels/botkit/web.ts';
import { userOf } from '../../src/channels/botkit/web-message.ts';
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

const SOON = { timeout: 15_000 };

describe.skipIf(NO_BROWSER !== null)("Botkit's own chat client", { timeout: 60_000 }, () => {
  let house: House;
  let browser: Browser;
  let page: Page;

  let client: Awaited<ReturnType<typeof serveClient>>;

  beforeAll(async () => {
    client = await serveClient(() => house.url);
    const channels = [createBotkitWeb({ origins: [client.url], publicUrl: null })];
    house = await openHouse(await shippedAdvisor(), { script: '', style: '' }, { channels });
    browser = await launch();
    page = await browser.newPage({ viewport: { width: 420, height: 800 } });
    await page.goto(client.url);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await house?.close();
    client?.close();
  });

  const shown = async (kind: string) =>
    (await page.locator(`[class="message ${kind}"]`).allInnerTexts()).map(flat);

  test('greets, answers what is typed and what is clicked, and is answered once after its connection was lost', async () => {
    await page.waitForSelector('#message_window.connected');
    await expect.poll(async () => (await shown('message')).join(), SOON).toContain('到账助手');
    await page.fill('#messenger_input', '昨天下午刷的储蓄卡，钱到现在没到');
    await page.press('#messenger_input', 'Enter');
    const reply = page.locator('#message_replies a', { hasText: '秒到' });
    await reply.waitFor();
    const before = (await shown('message')).length;
    await reply.click();
    await expect.poll(async () => (await shown('message')).length, SOON).toBeGreaterThan(before);
    expect((await shown('outgoing')).at(-1)).toContain('秒到');
    await shoot(page, 'botkit-client');
    // It connects again by itself after three seconds, and nothing that was shown comes twice.
    await page.evaluate('Botkit.socket.close()');
    await page.waitForSelector('#message_window.disconnected');
    await page.waitForSelector('#message_window.connected', { timeout: 15_000 });
    await page.fill('#messenger_input', '转人工');
    await page.press('#messenger_input', 'Enter');
    const user = userOf(String(await page.evaluate('Botkit.guid')));
    const { conversationId = '' } = (await house.store.identities.find('botkit', user)) ?? {};
    const said = async () => {
      const lines = await house.desk.conversations.transcript(conversationId, 0);
      return lines.filter(({ from }) => from !== 'merchant').map(({ text }) => flat(text));
    };
    await expect.poll(async () => (await said()).length, SOON).toBeGreaterThan(before + 1);
    await expect.poll(() => shown('message'), SOON).toEqual(await said());
  });
});

function flat(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The client as the package brings it, on a site of its own, told where our socket is as docs/channels.md says. */
async function serveClient(ours: () => string) {
  const file = (name: string) => readFileSync(path.join(CLIENT, name), 'utf8');
  const page = file('index.html').replace(/<script src="https:[^>]*><\/script>/g, '');
  const html = page.replace('<link', '<meta charset="utf-8"><script src="/elsewhere.js"></script><link');
  const told = () => {
    const script = file('client.js');
    const place = `ws_url: '${ours().replace('http', 'ws')}/api/botkit/socket',`;
    const changed = script.replace(/ws_url: .*,\n/, `${place}\n`);
    expect(changed).not.toBe(script);
    return changed;
  };
  const files: Readonly<Record<string, readonly [string, () => string]>> = {
    '/': ['text/html; charset=utf-8', () => html],
    '/client.js': ['text/javascript; charset=utf-8', told],
    '/elsewhere.js': ['text/javascript; charset=utf-8', () => ELSEWHERE],
  };
  const server = createServer((request, response) => {
    const [type, body] = files[request.url ?? ''] ?? ['text/css', () => ''];
    response.setHeader('Content-Type', type).end(body());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}
