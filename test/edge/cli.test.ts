import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { main } from '../../src/cli.ts';
import { open } from '../../src/desk/open.ts';
import { receive } from '../../src/desk/receive.ts';
import { embeddedDatabase } from '../../src/store/engine/embedded.ts';
import { openStore } from '../../src/store/open-store.ts';
import { triageSchema, turnSchema } from '../../src/web/wire.ts';
import { HOME, PLACE, shippedAdvisor } from '../support/advisor.ts';
import { testDesk } from '../support/desk.ts';
import { silentIo } from '../support/io.ts';

const AT = '2026-11-18T10:00:00+08:00';
const scratch = mkdtempSync(path.join(tmpdir(), 'daozhang-cli-'));

beforeAll(() => shippedAdvisor(), 60_000);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

async function run(args: readonly string[], input: readonly string[] = []) {
  const io = silentIo(input);
  const exit = await main(args, PLACE, io);
  return { exit, out: io.written(), errors: io.errors, lines: io.written().split('\n').filter(Boolean) };
}

/** A copy of the shipped content with one file changed. */
function changedContent(file: string, change: (text: string) => string): string {
  const root = mkdtempSync(path.join(scratch, 'content-'));
  for (const folder of ['dialogs', 'knowledge'])
    cpSync(path.join(HOME, folder), path.join(root, folder), { recursive: true });
  const name = path.join(root, file);
  writeFileSync(name, change(readFileSync(name, 'utf8')));
  return root;
}

describe('daozhang chat', () => {
  test('writes one Turn for every JSON line', async () => {
    const said = ['钱没到账', '昨天下午三点刷的储蓄卡'].map((text) => JSON.stringify({ text, at: AT }));
    const { exit, lines } = await run(['chat', '--json'], said);
    expect(exit).toBe(0);
    const turns = lines.map((line) => turnSchema.parse(JSON.parse(line)));
    expect(turns.map(({ turn }) => turn)).toEqual([1, 2]);
    expect(turns[1]?.slots).toHaveProperty('card_type');
  });

  test('reads times against --at', async () => {
    const { lines } = await run(['chat', '--json', '--at', AT], ['{"text":"昨天下午三点刷的没到账"}']);
    expect(JSON.stringify(turnSchema.parse(JSON.parse(lines[0] ?? '')).slots)).toContain('2026-11-17');
  });

  test('answers a line that is no message with an error, keeps its place and goes on', async () => {
    const { exit, lines, errors } = await run(
      ['chat', '--json'],
      ['not json', '{"text":5}', '{"text":"没到账"}'],
    );
    expect(exit).toBe(1);
    expect(lines.map((line) => 'error' in JSON.parse(line))).toEqual([true, true, false]);
    expect(errors).toHaveLength(2);
    expect(errors[0]).toContain('line 1');
  });

  test('takes the number of a choice for the choice', async () => {
    const { exit, out } = await run(['chat', '--at', AT], ['钱没到账', '1']);
    expect(exit).toBe(0);
    expect(out).toMatch(/\n {2}1 {2}\S+/);
    const questions = out.split('\n> ').slice(1);
    expect(new Set(questions).size).toBe(questions.length);
  });
});

describe('daozhang triage', () => {
  test('reads standard input and prints the verdict', async () => {
    const { exit, out } = await run(['triage', '--at', AT], ['昨天下午刷的储蓄卡没到账']);
    expect(exit).toBe(0);
    expect(triageSchema.parse(JSON.parse(out)).slots).toHaveProperty('card_type');
  });

  test('reads JSON lines and keeps their ids and order', async () => {
    const rows = ['没到账', '在吗', '储蓄卡刷的'].map((text, i) =>
      JSON.stringify({ id: `r${i}`, text, at: AT }),
    );
    const { exit, lines } = await run(['triage', '--jsonl'], [...rows, '{"id":"bad"}']);
    expect(exit).toBe(1);
    const verdicts = lines.map((line) => z.looseObject({ id: z.string() }).parse(JSON.parse(line)));
    expect(verdicts.map(({ id }) => id)).toEqual(['r0', 'r1', 'r2', 'bad']);
    expect(verdicts[3]).toHaveProperty('error');
    triageSchema.parse(verdicts[0]);
  });

  test('names a file that is not there', async () => {
    const { exit, errors } = await run(['triage', '/nowhere/message.txt']);
    expect(exit).toBe(1);
    expect(errors).toEqual(['daozhang triage: there is no file /nowhere/message.txt']);
  });
});

describe('daozhang with broken content', () => {
  test('names the place of the fault and does not start', async () => {
    const root = changedContent('dialogs/replies.yaml', (text) => text.replace('greeting:', 'greeting: ['));
    for (const command of [
      ['check'],
      ['chat'],
      ['serve', '--port', '0', '--data', path.join(root, 'data')],
    ]) {
      const { exit, out, errors } = await run(['--content', root, ...command]);
      expect(exit).toBe(1);
      expect(`${out}${errors.join('\n')}`).toMatch(/dialogs\/replies\.yaml:\d+:\d+ DZ\d{3} /);
    }
  });
});

describe('daozhang check', () => {
  test('passes the shipped files', async () => {
    const { exit, out } = await run(['check', '--quick']);
    expect(out).toMatch(/^0 errors, \d+ warnings$/m);
    expect(exit).toBe(0);
  });
});

describe('daozhang graph', () => {
  test('draws the tree that is named, with how many states reach each line and the talk that leads there', async () => {
    const one = await run(['graph', 'refund-not-received']);
    expect(one.exit).toBe(0);
    expect(one.out.match(/^flowchart TD$/gm)).toHaveLength(1);
    expect(one.out).toMatch(/^ {2}a\d+\["[^"]+\([1-9]\d*\)"\] --> [ac]\d+$/m);
    expect(one.out).toMatch(/^ {2}click a0 href "#" "店主：[^"]+"$/m);
    expect(one.out).not.toContain('(0)');
  });

  test('writes one page with how many states reach each line, which loads nothing', async () => {
    const { out } = await run(['graph', 'duplicate-charge', '--format', 'html']);
    expect(out).toMatch(/^<!doctype html>[\s\S]*<li [\s\S]*<summary>\d+<\/summary>[\s\S]*<\/html>\n$/);
    expect(out).not.toMatch(/<em>0<\/em>|src=|https?:/);
  });

  test('lists the trees when it is asked for one that is not there', async () => {
    const { exit, errors } = await run(['graph', 'nothing']);
    expect(exit).toBe(1);
    expect(errors.join()).toContain('money-not-arrived');
  });
});

describe('daozhang replay', () => {
  async function keptTalk(data: string): Promise<string> {
    const store = await openStore(embeddedDatabase(data), 0);
    const desk = await testDesk(await shippedAdvisor(), store);
    const at = Date.parse(AT);
    const { turn } = await open(desk, 'web', at);
    const { conversationId } = turn;
    for (const text of ['钱没到账', '昨天下午三点', '不知道']) {
      await receive(desk, { conversationId, id: text, message: { type: 'text', text }, at });
    }
    await store.close();
    return conversationId;
  }

  test('finds no difference under the content it was held with, and the first one under another', async () => {
    const data = path.join(scratch, 'replay');
    const id = await keptTalk(data);
    const same = await run(['replay', id, '--data', data]);
    expect(same).toMatchObject({ exit: 0, out: `${id}: every turn would be the same today\n` });
    const root = changedContent('dialogs/replies.yaml', (text) =>
      text.replace('greeting: 您好', 'greeting: 你好'),
    );
    const other = await run(['--content', root, 'replay', id, '--data', data]);
    expect(other.exit).toBe(0);
    expect(other.out).toMatch(/turn 0 would differ\n- 您好[^\n]*\n\+ 你好/);
  });

  test('names a conversation that is not there', async () => {
    const { exit, errors } = await run(['replay', 'nope', '--data', path.join(scratch, 'empty')]);
    expect(exit).toBe(1);
    expect(errors.join()).toContain('no conversation nope');
  });
});

describe('wrong usage', () => {
  test.each([
    [['chat', '--nonsense']],
    [['nonsense']],
    [[]],
    [['chat', '--at', 'yesterday']],
    [['graph', '--format', 'png']],
    [['replay']],
    [['serve', '--port', 'many']],
    [['serve', '--port', '70000']],
    [['serve', '--test-clock', '--host', '0.0.0.0']],
  ])('is told in one line and ends with 2: %j', async (args) => {
    const { exit, errors } = await run(args);
    expect(exit).toBe(2);
    if (args.length > 0) expect(errors.join('\n').split('\n')).toHaveLength(1);
  });

  test('is not asking for help or the usage of a command', async () => {
    for (const args of [['--help'], ['chat', '--help']]) {
      const { exit, out, errors } = await run(args);
      expect({ exit, errors }).toEqual({ exit: 0, errors: [] });
      expect(out).toContain('Usage: daozhang');
    }
  });
});
