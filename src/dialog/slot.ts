import { z } from 'zod';
import { type Condition, conditionSource } from '../knowledge/condition.ts';

const phrase = z.string().min(1);

const optionSource = z.strictObject({
  id: z.string().regex(/^[a-z0-9_]+$/),
  /** button text, if the name is not good enough */
  label: z.string().optional(),
  /** share of this value among merchants for whom the slot applies, any positive number */
  base: z.number().positive(),
  /** the fact as a half-sentence: "这笔刷的是储蓄卡" */
  fact: z.string().min(1),
  /** phrases that state it anywhere; /regular expression/ allowed */
  says: z.array(phrase).optional(),
  /** phrases that state it only as the answer to this question */
  answers: z.array(phrase).optional(),
  /** phrases that forbid it although `says` matches */
  unless: z.array(phrase).optional(),
  /** other facts that follow from it: slot name → option name */
  implies: z.record(z.string(), z.string()).optional(),
  /** answers to other questions that cannot be true beside it: slot name → option names */
  denies: conditionSource.optional(),
  /** options of this slot that it says more closely: 换过多次 after 换过 contradicts nothing */
  refines: z.array(z.string()).optional(),
  /** the verified contact this option stands for */
  contact: z.string().optional(),
  /** said before the answer where this is known: "您是付款的一方…" */
  preface: z.string().optional(),
  /** false: understood, but not offered as a button */
  button: z.boolean().optional(),
  /** false: says nothing about the trouble (还没查): taken as an answer, but no evidence */
  tells: z.boolean().optional(),
  /** kinds amount and age: the highest number of yuan or days that belongs to it; none for the last */
  upTo: z.number().positive().optional(),
});

const slotSource = z.strictObject({
  id: z.string().regex(/^[a-z0-9_]+$/),
  /** amount: options are bands of yuan; age: options are bands of days since something in the past */
  kind: z.enum(['choice', 'time', 'code', 'amount', 'age']).optional(),
  /** what the engine knows it for: issue, saleTime, settlementMode, brand, user */
  role: z.enum(['issue', 'saleTime', 'settlementMode', 'brand', 'user']).optional(),
  question: z.string().optional(),
  why: z.string().optional(),
  en: z.string().optional(),
  /** how sure merchants usually know it, 0..1: a question that few can answer is worth less */
  answerable: z.number().min(0).max(1).optional(),
  /** computed by this rule where its inputs are known: rule name and its inputs, role → slot name */
  derived: z.strictObject({ rule: z.string(), from: z.record(z.string(), z.string()) }).optional(),
  options: z.record(z.string(), optionSource).optional(),
  /** slots whose words mean this one while it is asked: "信用卡" after the question for the settlement account */
  hides: z.array(z.string()).optional(),
  /** phrases in which people ask for it, as a pasted conversation shows them: 刷的什么卡 */
  asks: z.array(phrase).optional(),
  /** phrases that say, as an answer to this question only, that the merchant cannot tell: 机身上没牌子 */
  dontKnow: z.array(phrase).optional(),
  /** the order of a deed and the sale, where both times are told (换卡是周一,刷是周六): option names */
  compares: z
    .strictObject({ deed: z.array(phrase).min(1), before: z.string(), after: z.string() })
    .optional(),
  /** kind code: facts that follow from any code, slot name → option name */
  implies: z.record(z.string(), z.string()).optional(),
});

/** dialogs/slots.yaml: Chinese slot name → slot. */
export const slotsSource = z.record(z.string(), slotSource);
export type SlotsSource = z.infer<typeof slotsSource>;

export interface Option {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly base: number;
  readonly fact: string;
  readonly says: readonly string[];
  readonly answers: readonly string[];
  readonly unless: readonly string[];
  /** slot id → value id */
  readonly implies: Readonly<Record<string, string>>;
  /** slot id → value ids that cannot be true beside it */
  readonly denies: Condition;
  /** value ids that it says more closely, so that it does not contradict them */
  readonly refines: readonly string[];
  readonly contact: string | null;
  /** said before the answer where this is known */
  readonly preface: string | null;
  readonly button: boolean;
  /** false: an answer that is no evidence for any cause */
  readonly tells: boolean;
  /** yuan (kind amount) or days (kind age); null where there is no limit */
  readonly upTo: number | null;
}

/** One thing that can be known, asked in one way everywhere. Money is yuan, times are intervals. */
export interface Slot {
  readonly id: string;
  readonly name: string;
  readonly kind: 'choice' | 'time' | 'code' | 'amount' | 'age';
  readonly question: string | null;
  readonly why: string | null;
  readonly en: string | null;
  readonly answerable: number;
  readonly derived: { readonly rule: string; readonly from: Readonly<Record<string, string>> } | null;
  readonly options: readonly Option[];
  /** ids of slots that are not read from an answer to this one */
  readonly hides: readonly string[];
  /** phrases in which people ask for it */
  readonly asks: readonly string[];
  /** phrases for "I cannot tell" that fit this question only */
  readonly dontKnow: readonly string[];
  /** phrases for the deed whose time is compared with the sale's, and the value ids that tell the order */
  readonly compares: {
    readonly deed: readonly string[];
    readonly before: string;
    readonly after: string;
  } | null;
  /** kind code: slot id → value id that follows from any code of a refusal */
  readonly implies: Readonly<Record<string, string>>;
}

/** A stretch of time, both ends ISO 8601 with +08:00; two equal instants where the minute is known. */
export interface Interval {
  readonly from: string;
  readonly to: string;
}

/** What the merchant stated: the value, the words, and the turn they came in. */
export interface Fact {
  readonly value: string | Interval;
  readonly said: string;
  readonly turn: number;
  /** said with 好像, 可能 ...: kept, but less certain */
  readonly hedged?: boolean;
  /** an agent set it */
  readonly by?: 'agent';
}

export type Facts = Readonly<Record<string, Fact>>;

/** A fact as far as judging goes: neither the words nor when they were said. Whatever is asked or concluded is made out
 * from these, so two talks that know the same stand at the same place. */
export type Told = Pick<Fact, 'value' | 'hedged'>;
