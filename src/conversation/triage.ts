import type { Diagnosis, RankedCause } from '../diagnosis/diagnosis.ts';
import type { Fact, Facts } from '../dialog/slot.ts';
import { UNKNOWN } from '../knowledge/condition.ts';
import type { Control, Heard, Understanding } from '../nlu/understanding.ts';
import { answerText } from './answer.ts';
import { question } from './ask.ts';
import type { Conversation } from './conversation.ts';
import { decide } from './decide.ts';
import type { Expert } from './expert.ts';
import { judge, judgeWaiting } from './judge.ts';
import { answeredSlots, openQuestions } from './open-questions.ts';
import { type Path, pathTo } from './path.ts';
import type { Reply } from './reply.ts';

/** What an agent gets for a pasted message. Contract: POST /api/v1/triage. */
export interface Triage {
  readonly issue: string | null;
  readonly slots: Readonly<Record<string, Fact>>;
  /** what the merchant would be told; while there is something to ask, what would be told if nobody could answer */
  readonly diagnosis: Diagnosis | null;
  /** where there is no diagnosis to tell: how the facts rank the causes so far */
  readonly leaning: readonly RankedCause[];
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

/** One message of a pasted text, and where it begins there. */
export interface Told {
  readonly understanding: Understanding;
  readonly start: number;
}

/** A pasted text, and the talk that its messages make. */
export interface Pasted {
  readonly text: string;
  readonly told: readonly Told[];
  readonly talk: Conversation;
}

/** The verdict on a pasted text at an instant (epoch ms): that of the talk which it tells. */
export function triage(expert: Expert, { text, told, talk }: Pasted, at: number): Triage {
  const { content } = expert;
  const { decision, diagnosis: present } = judge(expert, talk, at);
  const waiting = talk.status === 'handoff' ? judgeWaiting(expert, talk, at).diagnosis : present;
  const diagnosis = talk.status === 'closed' ? talk.diagnosis : waiting;
  const next = decide(expert, talk.facts, new Set(answeredSlots(talk)), at);
  const issue = decision.situation.known[content.roles.issue] ?? null;
  const outside = told.some(({ understanding }) => understanding.outOfScope !== null) && issue === null;
  return {
    issue,
    slots: stated(talk.facts, told),
    diagnosis,
    leaning: diagnosis === null ? (present?.causes ?? []) : [],
    missing: openQuestions(expert, talk, at),
    outOfScope: outside,
    redFlags: redFlags(expert, diagnosis),
    control: controlOf(told),
    dontKnow: told.at(-1)?.understanding.dontKnow ?? false,
    replies: outside ? [] : repliesFor(expert, next.position, diagnosis),
    path: pathTo(expert, next),
    text,
    spans: spansOf(told, talk.facts),
  };
}

/** The facts; that the only message does not know an answer is told by `dontKnow`. */
function stated(facts: Facts, told: readonly Told[]): Facts {
  const [only, ...others] = told;
  if (only?.understanding.dontKnow !== true || others.length > 0) return facts;
  return Object.fromEntries(Object.entries(facts).filter(([, { value }]) => value !== UNKNOWN));
}

/** The wish for a person holds until one came; any other wish is that of the last message. */
function controlOf(told: readonly Told[]): Control | null {
  const controls = told.map(({ understanding }) => understanding.control);
  return controls.includes('human') ? 'human' : (controls.at(-1) ?? null);
}

/** The words of the facts that hold in the end, each where it was said last. */
function spansOf(told: readonly Told[], facts: Facts): Triage['spans'] {
  const spans = told.flatMap(({ understanding, start }) =>
    understanding.facts
      .filter((fact) => fact.start < fact.end && holdsStill(fact, facts))
      .map((fact) => ({ slot: fact.slot, start: start + fact.start, end: start + fact.end })),
  );
  const last = new Map(spans.map((span) => [span.slot, span]));
  return [...last.values()].sort((a, b) => a.start - b.start);
}

function holdsStill({ slot, value }: Heard, facts: Facts): boolean {
  return JSON.stringify(facts[slot]?.value) === JSON.stringify(value);
}

function repliesFor(
  { content }: Expert,
  position: ReturnType<typeof decide>['position'],
  diagnosis: Diagnosis | null,
): Reply[] {
  const answer: Reply[] =
    diagnosis === null ? [] : [{ kind: 'diagnosis', text: answerText(content, diagnosis) }];
  return position.type === 'ask' ? [question(content, position.slot), ...answer] : answer;
}

function redFlags({ content }: Expert, diagnosis: Diagnosis | null): readonly string[] {
  const first = diagnosis?.causes[0];
  return first !== undefined && content.causes[first.id]?.redFlag === true ? [first.id] : [];
}
