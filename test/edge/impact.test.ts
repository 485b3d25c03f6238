import { describe, expect, test } from 'vitest';
import { compile } from '../../src/content/compile.ts';
import type { Content } from '../../src/content/content.ts';
import { readFiles } from '../../src/content/read-files.ts';
import type { Conversation } from '../../src/conversation/conversation.ts';
import { createExpert, type Expert } from '../../src/conversation/expert.ts';
import { undeclared } from '../../src/conversation/migrate.ts';
import { transition } from '../../src/conversation/transition.ts';
import { contentRevisions, filesAt } from '../../src/git-files.ts';
import { withWordingOf } from '../../src/impact-command.ts';
import { drawSamples, outcomeOf, playSample } from '../../src/proof/impact.ts';
import { want } from '../../src/proof/move.ts';
import { HOME } from '../support/advisor.ts';

const VERSIONS = 5;
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

describe('talks begun under an earlier version of the content', () => {
  const revisions = contentRevisions(HOME, VERSIONS);
  if (revisions.length < VERSIONS)
    console.info(`only ${revisions.length} versions of the content are here (a shallow clone?)`);

  test.each(revisions)('go on from every state of %s, and lose nothing that is not declared', (revision) => {
    const files = filesAt(HOME, revision);
    if (files === null) throw new Error(`no content at ${revision}`);
    const states = statesOf(createExpert(contentOf(withWordingOf(files, today))));
    expect(states.length).toBeGreaterThan(50);
    expect([...new Set(states.flatMap((state) => undeclared(now.content, state)))]).toEqual([]);
    for (const state of states) {
      const [next] = transition(
        now,
        state,
        want(Date.parse('2026-11-18T10:00:00+08:00'), 'repeat', '再说一遍').event,
      );
      expect(Object.keys(next.facts)).toEqual(Object.keys(state.facts));
    }
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
