import { beforeAll, describe, expect, test } from 'vitest';
import type { Content } from '../src/content/content.ts';
import { begin } from '../src/conversation/conversation.ts';
import { OutputCheck } from '../src/proof/check-output.ts';
import { Findings } from '../src/proof/finding.ts';
import { START } from '../src/proof/node.ts';
import { shippedContent } from './support/content.ts';

describe('what is said is held against the limits of every channel', () => {
  let content: Content;
  beforeAll(async () => {
    content = await shippedContent();
  }, 60_000);

  const codesOf = (text: string) => {
    const findings = new Findings();
    const check = new OutputCheck(content, findings);
    const reply = { kind: 'text', text } as const;
    check.turn({ ...START, conversation: begin('x'), effects: [{ type: 'reply', reply }] });
    return findings.all().map(({ code, message }) => [code, message]);
  };

  test('and may be long where it can be cut between sentences', () => {
    expect(codesOf('这笔钱明天就到了。'.repeat(400))).toEqual([]);
  });

  test('and may not where a channel would have to cut a sentence', () => {
    const [found] = codesOf('这笔钱还在路上'.repeat(200));
    expect(found).toEqual(['DZ123', expect.stringContaining('wechat')]);
  });
});
