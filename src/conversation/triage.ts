import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import type { Fact, Facts } from '../dialog/slot.ts';
import type { Control, Reading, Understanding } from '../nlu/understanding.ts';
import { answerText } from './answer.ts';
import { question } from './ask.ts';
import { begin } from './conversation.ts';
import { type Decision, decide } from './decide.ts';
import { diagnose } from './diagnose.ts';
import type { Expert } from './expert.ts';
import { hearIssue, pointedIssue } from './issue.ts';
import { merge } from './merge.ts';

import { openQuestions } from './open-questions.ts';

import { type Path, pathTo } from './path.ts';
import type { Reply } from './reply.ts';

/** What an agent gets for a pasted message. Contract: POST /api/v1/triage. */
export interface Triage {
  readonly issue: string | null;
  readonly slots: Readonly<Record<string, Fact>>;
  readonly diagnosis: Diagnosis | null;
  /** what to ask next, in order */
  readonly missing: readonly { readonly slot: string; readonly question: string }[];
  readonly outOfScope: boolean;
  readonly redFlags: readonly string[];
  readonly control: Control | null;
  readonly dontKnow: boolean;
  /** what may be written back: first what a talk would say now, then what else there is to say */
  readonly replies: readonly Reply[];
  /** the way through the tree */
  readonly path: Path;
  /** the text as it was read, personal data masked */
  readonly text: string;
  /** where in it the facts are said, as UTF-16 offsets, in order */
  readonly spans: readonly { readonly slot: string; readonly start: number; readonly end: number }[];
}

/** The verdict on one message: the same facts and the same reasoning as in a talk. */
export function triage(expert: Expert, understanding: Understanding, reading: Reading): Triage {
  const { content } = expert;
  const empty = { ...begin(''), asking: reading.asked };
  const issue = hearIssue(expert, empty, understanding);
  const heard = understanding.facts.filter((fact) => fact.slot !== issue?.slot);
  const context = { turn: 1, asked: reading.asked, corrects: false, disputed: [], refines: () => false };
  const merged = merge({}, issue === null ? heard : [...heard, issue], context);
  const facts = pointedIssue(expert, merged.facts, context.turn, reading.at);
  const decision = decide(expert, facts, new Set(), reading.at);
  const said = decision.situation.known[content.roles.issue] ?? null;
  const diagnosis = said === null && decision.danger === null ? null : diagnose(expert, decision);
  return {
    issue: said,
    slots: facts,
    diagnosis,
    missing: openQuestions(expert, facts, reading.at),
    outOfScope: understanding.outOfScope !== null,
    redFlags: redFlags(expert, diagnosis),
    control: understanding.control,
    dontKnow: understanding.dontKnow,
    replies: understanding.outOfScope === null ? repliesFor(expert, decision, diagnosis) : [],
    path: pathTo(expert, decision),
    text: understanding.text,
    spans: spansOf(understanding, facts),
  };
}

function spansOf(understanding: Understanding, facts: Facts): Triage['spans'] {
  return understanding.facts
    .filter(({ slot, start, end }) => facts[slot] !== undefined && start < end)
    .map(({ slot, start, end }) => ({ slot, start, end }))
    .sort((a, b) => a.start - b.start);
}

function repliesFor(expert: Expert, { position }: Decision, diagnosis: Diagnosis | null): Reply[] {
  const { content } = expert;
  const answer: Reply[] =
    diagnosis === null ? [] : [{ kind: 'diagnosis', text: answerText(content, diagnosis) }];
  return position.type === 'ask' ? [question(content, position.slot), ...answer] : answer;
}

function redFlags(expert: Expert, diagnosis: Diagnosis | null): readonly string[] {
  const first = diagnosis?.causes[0];
  return first !== undefined && expert.content.causes[first.id]?.redFlag === true ? [first.id] : [];
}
