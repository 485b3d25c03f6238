import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Advisor } from '../../src/desk/advisor.ts';
import { learnCommand } from '../../src/learn-command.ts';
import { reportCommand } from '../../src/report-command.ts';
import { embeddedDatabase } from '../../src/store/engine/embedded.ts';
import { HOME, PLACE, shippedAdvisor } from '../support/advisor.ts';
import { silentIo } from '../support/io.ts';
import { testWeb } from '../support/web.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'daozhang-report-'));
const data = path.join(scratch, 'data');
const MISSED = '哇啦哇啦哇啦';
let advisor: Advisor;

beforeAll(async () => {
  advisor = await shippedAdvisor();
  const web = await testWeb(advisor, { clock: () => Date.now() - 3_600_000 }, embeddedDatabase(data));
  const at = new Date(Date.now() - 3_600_000).toISOString();
  const talk = await web.open();
  for (const text of [MISSED, '昨天下午刷的储蓄卡，平时都是秒到的，钱到现在没到', '转人工']) {
    await talk.send({ text, at });
  }
  await web.store.close();
}, 60_000);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('daozhang report', () => {
  const run = async (flags: object) => {
    const io = silentIo();
    const exit = await reportCommand({ data, ...flags }, PLACE, io);
    return { exit, out: io.written() };
  };

  test('counts what lies in the store since a day, a time or so many days', async () => {
    const { exit, out } = await run({ since: '7d' });
    expect(exit).toBe(0);
    expect(out).toContain('conversations        1, 3 messages\n');
    expect(out).toContain('handed off           1 of 1 (100 %)\n');
    expect(out).toContain(MISSED);
    expect((await run({ since: '2026-01-01' })).out).toContain('conversations        1,');
    expect((await run({ since: new Date().toISOString() })).out).toContain('conversations        0,');
    expect((await run({ since: 'yesterday' })).exit).toBe(2);
  });

  test('counts one version of the content where that is asked for, and is a table too', async () => {
    const version = advisor.expert.content.version;
    expect((await run({ content: version })).out).toContain('conversations        1,');
    expect((await run({ content: 'older' })).out).toContain('conversations        0,');
    expect((await run({ csv: true })).out).toContain('total,handedOff,1,1\r\n');
  });
});

test('daozhang learn prints a diff of the content that git applies, and changes nothing itself', async () => {
  const io = silentIo();
  const before = readFileSync(path.join(HOME, 'knowledge/intents.yaml'), 'utf8');
  expect(await learnCommand({ data }, PLACE, io)).toBe(0);
  expect(readFileSync(path.join(HOME, 'knowledge/intents.yaml'), 'utf8')).toBe(before);
  expect(io.written()).toContain(`+  - ${MISSED}`);
  cpSync(path.join(HOME, 'knowledge'), path.join(scratch, 'knowledge'), { recursive: true });
  writeFileSync(path.join(scratch, 'proposal.diff'), io.written());
  execFileSync('git', ['apply', '--unidiff-zero', 'proposal.diff'], { cwd: scratch });
  const after = readFileSync(path.join(scratch, 'knowledge/intents.yaml'), 'utf8');
  expect(after.split('\n').filter((line) => !before.includes(line))).toEqual([`  - ${MISSED}`]);
});
