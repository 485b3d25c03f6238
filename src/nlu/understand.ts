import { UNKNOWN } from '../knowledge/condition.ts';
import type { AnswerReader } from './answers.ts';
import type { ControlReader } from './controls.ts';
import type { CoreReader } from './core.ts';
import type { Corrector } from './correct.ts';
import type { FactsRead } from './facts/fact-reader.ts';
import type { InquiryReader } from './inquiries.ts';
import type { IntentReading } from './intent.ts';
import { languageOf } from './language.ts';
import { type Normal, originalSpan } from './normalize.ts';
import type { Splitter } from './second.ts';
import type { Supposer } from './suppose.ts';
import { isTranscript, merchantOnly, type TranscriptReader } from './transcript/transcript.ts';
import type { Control, Heard, Reading, Understanding } from './understanding.ts';

/** The parts that read one text, compiled once. */
export interface Parts {
  readonly normalize: (text: string) => Normal;
  readonly core: CoreReader;
  readonly facts: (normal: Normal, reading: Reading) => FactsRead;
  readonly answer: AnswerReader;
  readonly intents: (normal: Normal, asked: boolean) => IntentReading;
  readonly control: ControlReader;
  readonly dontKnow: RegExp;
  readonly corrects: RegExp;
  readonly correct: Corrector;
  readonly media: RegExp;
  readonly transcript: TranscriptReader;
  readonly split: Splitter;
  readonly suppose: Supposer;
  /** whole messages that say yes, and those that say no */
  readonly consent: { readonly yes: RegExp; readonly no: RegExp };
  readonly inquiries: InquiryReader;
  /** slot ids of the kind of trouble, the writer, and the time of the sale */
  readonly issue: string;
  readonly user: string;
  readonly saleTime: string;
}

/** A text that is nothing but "I do not know" is short. */
const SHORT = 14;
/** So few characters after a question are an answer, understood or not. */
const BRIEF = 8;
/** Whoever states so many facts of a sale speaks of one, however it sounds. */
const PLENTY = 3;
/** 好的, 知道了, 我明白了: so much before thanks says nothing else. */
const AGREEING = 4;
/** Wishes that so short an answer to the question may look like. */
const MISTAKEN: ReadonlySet<Control | null> = new Set<Control>(['back', 'cancel', 'repeat', 'bye']);
const TERSE = 4;
const WORDS = /[\p{L}\p{N}]/u;

/** Understands one message in the light of the clock and of the question it answers. Of two troubles the first is
 * read, and the kind of the second is told. */
export function understand(parts: Parts, text: string, reading: Reading): Understanding {
  const lines = parts.transcript(text, reading.at);
  const pasted = isTranscript(lines);
  const whole = parts.normalize(pasted ? merchantOnly(text, lines) : text);
  const split = pasted ? null : parts.split(whole, reading);
  const first = understandOne(parts, { text, normal: split?.head ?? whole, pasted }, reading);
  return split === null
    ? first
    : { ...first, empty: false, another: split.another, language: languageOf(text) };
}

/** A message, or the part of it that tells of one trouble. */
interface Message {
  readonly text: string;
  readonly normal: Normal;
  /** a conversation was pasted: only the merchant's lines are in `normal` */
  readonly pasted: boolean;
}

function understandOne(parts: Parts, { text, normal, pasted }: Message, reading: Reading): Understanding {
  const spoken = normal.text.replace(parts.media, ' ');
  if (!WORDS.test(spoken)) return nothing(text, normal.text);
  const core = parts.core(normal);
  const corrects = parts.corrects.test(normal.text);
  const read = factsOf(parts, core, reading, corrects);
  const stated = read.facts;
  const intents = parts.intents(core, reading.asked !== null);
  const stating = stated.filter((fact) => weighs(parts, fact)).length;
  const plain = read.dontKnow || cannotTell(parts, core.text, stated, reading);
  const wish = wishOf(parts, { normal, core }, reading, { stating, plain });
  const control = isTerse(core, stated, reading) ? unmistaken(wish) : wish;
  const supposed = pasted ? null : supposedIn(parts, text, [normal, reading]);
  const aside = [plain, control !== null, intents.sideQuestion !== null, supposed !== null].some(Boolean);
  const guessed = aside ? null : guessedAnswer(parts, core, [stated, reading]);
  const unknown = plain || guessed === UNKNOWN;
  const facts = guessed === null || guessed === UNKNOWN ? stated : [...stated, guessed];
  const ours = unknown || control !== null || isAnswer(core, facts, reading) || stating >= PLENTY;
  return {
    text,
    normal: normal.text,
    facts: facts.map((fact) => inWords(text, fact)),
    issues: issuesOf(parts, facts, intents),
    control,
    dontKnow: unknown,
    sideQuestion: intents.sideQuestion,
    outOfScope: ours ? null : intents.outOfScope,
    corrects: corrects || control === 'correct',
    supposed,
    empty: false,
    language: languageOf(text),
    another: null,
    consent: consentOf(parts, normal.text),
    inquiry: parts.inquiries(normal.text, reading.inquiry),
  };
}

function supposedIn(
  parts: Parts,
  text: string,
  [normal, reading]: readonly [Normal, Reading],
): Understanding['supposed'] {
  return parts.suppose(normal, reading)?.map((fact) => inWords(text, fact)) ?? null;
}

function factsOf(parts: Parts, normal: Normal, reading: Reading, corrects: boolean): FactsRead {
  const read = parts.facts(normal, reading);
  return corrects ? { ...read, facts: parts.correct(normal, reading, read.facts) } : read;
}

/** A message with and without the words that only open and close it. */
interface Dressed {
  readonly normal: Normal;
  readonly core: Normal;
}

/** The wish about the talk itself. 不记得了 answers a question: whoever cannot tell breaks nothing off. */
function wishOf(
  parts: Parts,
  { normal, core }: Dressed,
  reading: Reading,
  { stating, plain }: { readonly stating: number; readonly plain: boolean },
): Control | null {
  const agrees = stating === 0 && !plain && isAgreement(parts, { normal, core }, reading);
  const wish = (agrees ? parts.control(normal.text, 0) : null) ?? parts.control(core.text, stating);
  return plain && reading.asked !== null && wish === 'cancel' ? null : wish;
}

/** Whether so little stands before thanks that nothing else is said: 好的，谢谢; but 27号下午，谢谢 answers. */
function isAgreement({ consent }: Parts, { normal, core }: Dressed, { asked }: Reading): boolean {
  if (core === normal) return false;
  return asked === null ? core.text.length <= AGREEING : consent.yes.test(core.text);
}

function unmistaken(wish: Control | null): Control | null {
  return MISTAKEN.has(wish) ? null : wish;
}

/** 退回 answers what became of a payout; alone it asks for the step before. The 一 of 上一步 answers nothing. */
function isTerse(core: Normal, facts: readonly Heard[], { asked }: Reading): boolean {
  const { length } = core.text;
  return length <= TERSE && facts.some(({ slot, said }) => slot === asked && said.length === length);
}

/** Whoever answers the question, or speaks about the talk itself, is not off the subject. */
function isAnswer(normal: Normal, facts: readonly Heard[], { asked }: Reading): boolean {
  return asked !== null && (normal.text.length < BRIEF || facts.some(({ slot }) => slot === asked));
}

function consentOf({ consent }: Parts, text: string): boolean | null {
  if (consent.yes.test(text)) return true;
  return consent.no.test(text) ? false : null;
}

/** From this probability an answer that no phrase covers is taken for what the examples make of it. */
const GUESSED = 0.5;
const ANSWER = 40;

/** The answer to the open question by its likeness to examples, held with doubt. */
function guessedAnswer(
  parts: Parts,
  normal: Normal,
  [stated, { asked }]: readonly [readonly Heard[], Reading],
): Heard | typeof UNKNOWN | null {
  if (asked === null || normal.text.length > ANSWER || stated.length > 0) return null;
  const guess = parts.answer(normal.text, asked);
  if (guess === null || guess.probability < GUESSED) return null;
  if (guess.value === UNKNOWN) return UNKNOWN;
  const { start, end } = originalSpan(normal, 0, normal.text.length);
  return { slot: asked, value: guess.value, said: normal.text, start, end, hedged: true };
}

/** A fact with its words in the text, without the blanks around them. */
function inWords(text: string, fact: Heard): Heard {
  const said = text.slice(fact.start, fact.end);
  const start = fact.start + (said.length - said.trimStart().length);
  return { ...fact, start, end: start + said.trim().length, said: said.trim() };
}

/** 我问问店员 names a shop, and 刚才 a time, without stating anything of weight. */
function weighs({ user, saleTime }: Parts, { slot }: Heard): boolean {
  return slot !== user && slot !== saleTime;
}

/** The kind of trouble stated as an answer is certain; else the classifier's guesses. */
function issuesOf(
  { issue }: Parts,
  facts: readonly Heard[],
  { issues }: IntentReading,
): Understanding['issues'] {
  const stated = facts.find(({ slot }) => slot === issue)?.value;
  if (typeof stated !== 'string') return issues;
  return [{ value: stated, probability: 1 }, ...issues.filter(({ value }) => value !== stated).map(halved)];
}

function halved({ value, probability }: { value: string; probability: number }): {
  value: string;
  probability: number;
} {
  return { value, probability: probability / 2 };
}

function cannotTell({ dontKnow }: Parts, text: string, facts: readonly Heard[], { asked }: Reading): boolean {
  if (!dontKnow.test(text)) return false;
  if (asked === null) return facts.length === 0 && text.length <= SHORT;
  return !facts.some(({ slot }) => slot === asked);
}

function nothing(text: string, normal: string): Understanding {
  return {
    text,
    normal,
    facts: [],
    issues: [],
    control: null,
    dontKnow: false,
    sideQuestion: null,
    outOfScope: null,
    corrects: false,
    supposed: null,
    empty: true,
    language: null,
    another: null,
    consent: null,
    inquiry: null,
  };
}
