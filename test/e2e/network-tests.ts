import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { startServer } from '../support/process.ts';
import { visit } from './browser.ts';
import { type Mishap, openProxy } from './faulty-proxy.ts';
import { openHouse } from './house.ts';
import { answered, clickThrough, lines, said, type } from './merchant.ts';
import { CLICKS } from './seed-clicks.ts';
import type { Stage } from './stage.ts';

const WORDS = ['昨天上午刷的信用卡没到账', 'T+1', '什么叫冲正'];

/** Nothing is lost and nothing comes twice, whatever the network and the server do. */
export function networkTests(stage: Stage): void {
  describe('over a bad network', () => {
    test('a talk goes on through lost requests, lost answers and duplicates', async () => {
      const { browser, advisor, page: source } = stage();
      const house = await openHouse(advisor, source);
      const plan: Mishap[] = ['answer-lost', 'twice', 'lost', 'none', 'lost', 'answer-lost', 'twice', 'none'];
      let posts = 0;
      const proxy = await openProxy(house.port, ({ method, url }) => {
        if (method === 'POST') return plan[posts++ % plan.length] ?? 'none';
        // Every second stream cannot be had: an EventSource alone would give up.
        return url?.includes('/events') === true && posts % 2 === 1 ? 'lost' : 'none';
      });
      const { context, page, faults } = await visit(browser, proxy.url);
      for (const one of WORDS) await type(page, one);
      await house.agentSays('我是人工客服，正在看。');
      await page.waitForSelector('.line.agent', { timeout: 15_000 });
      expect(await house.talks()).toHaveLength(1);
      await expectWhole(page, house);
      expect(await said(page)).toBe(WORDS.length);
      expect(new Set(proxy.met)).toEqual(new Set(['none', 'lost', 'answer-lost', 'twice']));
      expect(faults).toEqual([]);
      await context.close();
      proxy.close();
      await house.close();
    });

    test('what is said offline is sent once the network is back, and what was missed is there', async () => {
      const { browser, advisor, page: source } = stage();
      const house = await openHouse(advisor, source);
      const { context, page } = await visit(browser, house.url);
      await type(page, '昨天上午刷的信用卡没到账');
      await context.setOffline(true);
      await page.fill('textarea', 'T+1');
      await page.click('.send');
      await page.waitForSelector('.notice');
      await house.agentSays('您好，我先看看。');
      await context.setOffline(false);
      await expect.poll(() => said(page), { timeout: 15_000 }).toBe(2);
      await page.waitForSelector('.line.agent');
      await expectWhole(page, house);
      await context.close();
      await house.close();
    });

    test('lives through kill -9 and a restart of the server, and a page opened later has it all', async () => {
      const { browser } = stage();
      const data = mkdtempSync(path.join(tmpdir(), 'daozhang-e2e-'));
      const first = await startServer(['--data', data]);
      const { port } = new URL(first.url);
      const { context, page, faults } = await visit(browser, first.url);
      await type(page, '昨天上午刷的信用卡没到账');
      first.child.kill('SIGKILL');
      await first.ended;
      await page.fill('textarea', 'T+1');
      await page.click('.send');
      await page.waitForSelector('.notice');
      const second = await startServer(['--data', data, '--port', port]);
      await expect.poll(() => said(page), { timeout: 20_000 }).toBe(2);
      const shown = await lines(page);
      const other = await context.newPage();
      await other.goto(second.url.replace('localhost', '127.0.0.1'));
      expect(await lines(other)).toEqual(shown);
      expect(faults).toEqual([]);
      await context.close();
      second.child.kill('SIGTERM');
      await second.ended;
      rmSync(data, { recursive: true });
    });
  });
}

/** All five seeds through a proxy that spoils requests, with the server killed after the first answer of each. Without
 * a script a lost request is an error page, from which a person goes back: so there only duplicates are sent. */
export function restartTests(stage: Stage): void {
  describe.each([
    [true, ['twice', 'none', 'lost', 'none', 'answer-lost', 'none']],
    [false, ['twice', 'none']],
  ] as const)('the five seeds over a killed server and a bad network (script: %s)', (script, plan) => {
    test('come to their answers, and nothing is said twice', async () => {
      const { browser } = stage();
      const data = mkdtempSync(path.join(tmpdir(), 'daozhang-e2e-'));
      const first = await startServer(['--data', data]);
      const { port } = new URL(first.url);
      let posts = 0;
      const proxy = await openProxy(Number(port), ({ method }) =>
        method === 'POST' ? (plan[posts++ % plan.length] ?? 'none') : 'none',
      );
      const talks = [];
      for (const [known, cause] of CLICKS) {
        const visitor = await visit(browser, proxy.url, { script });
        const choice = `button.choice[value="issue_kind:${known.issue_kind}"]`;
        await answered(visitor.page, () => visitor.page.click(choice));
        talks.push({ ...visitor, known, cause });
      }
      first.child.kill('SIGKILL');
      await first.ended;
      const second = await startServer(['--data', data, '--port', port]);
      for (const { page, context, known, cause, faults } of talks) {
        const clicks = await clickThrough(page, known);
        expect(await page.locator('.card h2').textContent()).toContain(cause);
        expect(await said(page)).toBe(1 + clicks);
        expect(faults).toEqual([]);
        await context.close();
      }
      expect(new Set(proxy.met)).toEqual(new Set(plan));
      proxy.close();
      second.child.kill('SIGTERM');
      await second.ended;
      rmSync(data, { recursive: true });
    });
  });
}

/** What the page shows is the transcript, line by line. */
async function expectWhole(page: Page, house: Awaited<ReturnType<typeof openHouse>>): Promise<void> {
  const [talk] = await house.talks();
  const entries = await house.desk.conversations.transcript(talk?.id ?? '', 0);
  const shown = await lines(page);
  expect(shown).toHaveLength(entries.length);
  for (const [i, { kind, text }] of entries.entries()) if (kind !== 'diagnosis') expect(shown[i]).toBe(text);
}
