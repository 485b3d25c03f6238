import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compile } from '../../src/content/compile.ts';
import type { Content } from '../../src/content/content.ts';
import { readFiles } from '../../src/content/read-files.ts';
import type { Conversation } from '../../src/conversation/conversation.ts';
import { createExpert, type Expert } from '../../src/conversation/expert.ts';
import { undeclared } from '../../src/conversation/migrate.ts';
import { transition } from '../../src/conversation/transition.ts';
import { contentRevisions, filesAt } from '../../src/git-files.ts';
import { impactCommand, withWordingOf } from '../../src/impact-command.ts';
import { drawSamples, everyFact, outcomeOf, playSample } from '../../src/proof/impact.ts';
import { want } from '../../src/proof/move.ts';
import { HOME, PLACE } from '../support/advisor.ts';
import { silentIo } from '../support/io.ts';

const today = await readFiles(HOME);

function contentOf(files: typeof today): Content {
  const { content, faults } = compile(files);
  if (content === null) throw new Error(JSON.stringify(faults.slice(0, 3)));
  return content;
}

const now = createExpert(contentOf(today));

function statesOf(expert: Expert): readonly Conversation[] {
  return drawSamples(expert, 3).flatMap((sample) => playSample(expert, sample));
}

const VERSIONS = 5;
const revisions = contentRevisions(HOME, VERSIONS);
const shallow = existsSync(path.join(HOME, '.git')) ? isShallow() : null;

function isShallow(): boolean {
  const { stdout } = spawnSync('git', ['rev-parse', '--is-shallow-repository'], {
    cwd: HOME,
    encoding: 'utf8',
  });
  return stdout.trim() === 'true';
}

describe(`talks begun under the last ${VERSIONS} versions of the content`, () => {
  // Without its history a version cannot be tried: the report of the tests then says so.
  const why = `${revisions.length} of ${VERSIONS} are here: ${shallow === null ? 'no repository' : 'a shallow clone'}`;
  test.skipIf(shallow !== false)(shallow === false ? 'are all tried' : `are NOT all tried: ${why}`, () => {
    expect(revisions).toHaveLength(VERSIONS);
  });

  test.each(revisions)(
    'lose nothing of %s that is not declared, and go on from every state of its sample talks',
    (revision) => {
      const files = filesAt(HOME, revision);
      if (files === null) throw new Error(`no content at ${revision}`);
      const before = createExpert(contentOf(withWordingOf(files, today)));
      expect([
        ...new Set(everyFact(before.content).flatMap((talk) => undeclared(now.content, talk))),
      ]).toEqual([]);
      const states = statesOf(before);
      expect(states.length).toBeGreaterThan(50);
      for (const state of states) {
        const [next] = transition(
          now,
          state,
          want(Date.parse('2026-11-18T10:00:00+08:00'), 'repeat', '再说一遍').event,
        );
        expect(Object.keys(next.facts)).toEqual(Object.keys(state.facts));
      }
    },
  );
});

describe('daozhang impact', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'daozhang-impact-'));
  const git = (...args: readonly string[]) => {
    const name = ['-c', 'user.name=a', '-c', 'user.email=a@example.org'];
    expect(spawnSync('git', [...name, ...args], { cwd: root }).status).toBe(0);
  };
  const impact = async (file: string, edit: readonly [string, string]) => {
    const before = today.get(file) ?? '';
    expect(before.split(edit[0])).toHaveLength(2);
    writeFileSync(
      path.join(root, file),
      before.replace(edit[0], () => edit[1]),
    );
    const io = silentIo();
    const exit = await impactCommand({ from: 'HEAD', samples: 2, store: null }, { ...PLACE, root }, io);
    writeFileSync(path.join(root, file), before);
    return { exit, lines: io.written().split('\n'), errors: io.errors };
  };
  beforeAll(() => {
    for (const folder of ['dialogs', 'knowledge']) {
      cpSync(path.join(HOME, folder), path.join(root, folder), { recursive: true });
    }
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'content');
  });
  afterAll(() => rmSync(root, { recursive: true }));

  test('says in the names of the content whose questions, diagnosis, date and contacts change', async () => {
    const { exit, lines } = await impact('knowledge/settlement.yaml', ['cutoff: "23:00"', 'cutoff: "20:00"']);
    expect(exit).toBe(0);
    const talk = lines.findIndex((line) => line.startsWith('  到账时间：'));
    const whole = lines.slice(0, talk).findLastIndex((line) => !line.startsWith(' '));
    expect(lines[whole]).toMatch(/到账/);
    expect(lines[whole + 1]).toMatch(/^ {2}知道：问题类型 .*交易时间 2026-/);
    expect(lines[talk]).toMatch(/^ {2}到账时间：\d+月\d+日（周.）\d+:00 → \d+月\d+日（周.）\d+:00$/);
    expect(lines.at(-2)).toMatch(/^26 sample talks, 0 written, 0 stored: \d+ differ .*; 0 facts lost$/);
  });

  test('fails where talks begun on the earlier version would lose a fact', async () => {
    const { exit, lines } = await impact('dialogs/slots.yaml', ['没退过: { id: none', '没退过: { id: never']);
    expect(exit).toBe(1);
    expect(lines).toContain('lost and not declared in dialogs/renamed/: refund_status=none');
  });

  test('says that git knows no such revision', async () => {
    const io = silentIo();
    const flags = { from: 'nowhere', samples: 1, store: null };
    expect(await impactCommand(flags, { ...PLACE, root }, io)).toBe(1);
    expect(io.errors).toEqual([expect.stringContaining('git knows no revision nowhere')]);
  });
});

test('samples are the same on every run, and a changed rule changes what some of them come to', () => {
  const samples = drawSamples(now, 2);
  expect(drawSamples(now, 2)).toEqual(samples);
  const settlement = { ...now.content.settlement, cutoff: '20:00' };
  const other = createExpert({ ...now.content, settlement });
  const outcomes = (expert: Expert) => drawSamples(now, 10).map((sample) => outcomeOf(expert, sample));
  expect(outcomes(other)).not.toEqual(outcomes(now));
});
