import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { compile } from '../../src/content/compile.ts';
import type { Content } from '../../src/content/content.ts';
import { type Files, readFiles } from '../../src/content/read-files.ts';
import { createExpert, type Expert } from '../../src/conversation/expert.ts';
import { checkProvenance } from '../../src/proof/check-provenance.ts';
import { type Finding, Findings } from '../../src/proof/finding.ts';
import { proveStart } from '../../src/proof/prove-dialogs.ts';
import { proveLines } from '../../src/proof/prove-lines.ts';
import { representativeTimes } from '../../src/proof/sale-times.ts';
import { type Effort, Walkthrough } from '../../src/proof/walkthrough.ts';

const shipped = await readFiles(path.resolve(import.meta.dirname, '../..'));
const EFFORT: Effort = { trials: 'all', shallow: 1, search: 60 };
/** A small tree, so that every state of it is seen with everything that can be tried. */
const TREE = 'dialogs/refund-not-received.yaml';

function expertOf(files: Files): Expert {
  const { content, faults } = compile(files);
  if (content === null) throw new Error(JSON.stringify(faults));
  return createExpert(content);
}

/** The refund tree after an edit, walked through. */
function findingsAfter(edit: (text: string) => string): readonly Finding[] {
  const expert = expertOf(new Map(shipped).set(TREE, edit(shipped.get(TREE) ?? '')));
  const { roles, dialogs } = expert.content;
  const own = { ...expert, content: { ...expert.content, dialogs: refundOnly(dialogs) } };
  const walkthrough = new Walkthrough(own, EFFORT);
  walkthrough.start({ [roles.issue]: 'refund_not_received' });
  proveLines(own, walkthrough, EFFORT);
  return walkthrough.result().findings.filter(({ where }) => where.file === TREE);
}

function refundOnly(dialogs: Content['dialogs']): Content['dialogs'] {
  return { ...dialogs, refund_not_received: dialogs.refund_not_received ?? [] };
}

describe('the walk through a tree', () => {
  test('finds nothing in the shipped one, whatever the merchant wants in between', () => {
    const expert = expertOf(shipped);
    const { findings, reached, tried } = proveStart(
      expert,
      { [expert.content.roles.issue]: 'refund_not_received' },
      EFFORT,
    );
    expect(findings).toEqual([]);
    expect(reached.states).toBeGreaterThan(100);
    expect(tried.wishes).toBeGreaterThan(reached.states);
  });

  test('finds a question that no talk comes to', () => {
    const dead = '  - ask: 卡种\n    when: { 退款状态: 没退过, 店内撤销退货: 做过退货, 到账期限: 未到期 }\n';
    const found = findingsAfter((text) => text.replace(/( {2}- conclude: )/, `${dead}$1`));
    expect(found.map(({ code, where }) => [code, ...where.path])).toContainEqual(['DZ105', 'steps', 3]);
  });

  test('finds a slot that is never worth asking', () => {
    const found = findingsAfter((text) => text.replace('narrow: [', 'narrow: [身份, '));
    expect(found.map(({ code, where }) => [code, ...where.path])).toContainEqual([
      'DZ105',
      'steps',
      2,
      'narrow',
      0,
    ]);
  });

  test('finds a conclusion that the evidence does not share, and prints the shortest talk to it', () => {
    const wrong = '  - when: { 退款状态: 退款失败 }\n    conclude: 终端故障\n';
    const name = expertOf(shipped).content.causes.terminal_or_network_fault?.name ?? '';
    const found = findingsAfter((text) =>
      text.replace(/( {2}- narrow: )/, `${wrong.replace('终端故障', name)}$1`),
    );
    const finding = found.find(({ code }) => code === 'DZ111');
    expect(finding?.where.path).toEqual(['steps', 2]);
    expect(finding?.talk.filter((line) => line.startsWith('店主：'))).toHaveLength(3);
  });
});

test('sale times that stand for all others show every due state, window and kind of day', () => {
  const { content } = expertOf(shipped);
  const { all, main } = representativeTimes(content);
  expect(main.length).toBeLessThan(12);
  expect(all.slice(0, main.length)).toEqual(main);
  expect(new Set(all.map(({ at, span }) => `${at} ${span.from}`)).size).toBe(all.length);
});

test('a number that was not verified for half a year is a warning, for a year is silent, and a source is needed', () => {
  const { content } = expertOf(shipped);
  const verified = Math.max(
    ...Object.values(content.contacts).map(({ verifiedOn }) => Date.parse(verifiedOn ?? '1970-01-01')),
  );
  const codesAfter = (days: number): ReadonlySet<string> => {
    const findings = new Findings();
    checkProvenance(content, verified + days * 86_400_000, findings);
    return new Set(findings.all().map(({ code }) => code));
  };
  expect(codesAfter(10)).toEqual(new Set());
  expect(codesAfter(200)).toEqual(new Set(['DZ131']));
  expect(codesAfter(400)).toEqual(new Set(['DZ132']));
  const findings = new Findings();
  const causes = Object.values(content.causes).map((cause) => [cause.id, { ...cause, sources: [] }] as const);
  checkProvenance({ ...content, causes: Object.fromEntries(causes) }, verified, findings);
  expect(findings.all()).toHaveLength(causes.length);
});
