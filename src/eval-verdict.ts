import type { Content } from './content/content.ts';
import type { MerchantCase } from './eval-case.ts';
import type { Played } from './eval-merchants.ts';

/** How one played talk is judged, by its last diagnosis. null: the question does not arise. */
export interface Verdict {
  readonly id: string;
  readonly top1: boolean;
  readonly top3: boolean;
  readonly due: boolean | null;
  /** a promise that had to be stated, and was */
  readonly promised: boolean | null;
  readonly contacts: boolean;
  readonly redFlag: boolean;
  readonly said: boolean;
  readonly clean: boolean;
  readonly questions: number;
  readonly askedThrice: boolean;
  readonly first: string | null;
  readonly want: string;
}

/** Judges a played talk against what is true. */
export function judge(content: Content, merchant: MerchantCase, played: Played): Verdict {
  const { truth } = merchant;
  const { diagnosis } = played.end;
  const order = diagnosis?.causes.map((cause) => cause.id) ?? [];
  const silent = rightlySilent(truth, played);
  const right = (ids: readonly string[]): boolean => silent || ids.some((id) => truth.accept.includes(id));
  const text = played.talk.flatMap((line) => (line.who === 'bot' ? [line.text] : [])).join('\n');
  return {
    id: merchant.id,
    top1: right(order.slice(0, 1)),
    top3: right(order.slice(0, 3)),
    ...dueVerdict(truth, diagnosis?.dueAt ?? null),
    contacts: silent || contactsFit(content, truth, diagnosis?.contacts.map((one) => one.id) ?? []),
    redFlag: (diagnosis?.redFlag ?? false) === truth.red_flag,
    said: truth.must_say.every((pattern) => new RegExp(pattern, 'u').test(text)),
    clean:
      !truth.must_not_say.some((pattern) => new RegExp(pattern, 'u').test(text)) &&
      numbersKnown(content, text),
    questions: played.asked.length,
    askedThrice: played.asked.some((slot) => played.asked.filter((one) => one === slot).length > 2),
    first: order[0] ?? played.end.status,
    want: truth.cause ?? 'out of scope',
  };
}

/** Nothing had to be diagnosed: the trouble is not ours, or a person was asked for before anything was known. */
function rightlySilent(truth: MerchantCase['truth'], played: Played): boolean {
  if (played.end.diagnosis !== null) return false;
  return truth.out_of_scope || (truth.handoff && played.end.status === 'handoff');
}

function dueVerdict(truth: MerchantCase['truth'], dueAt: string | null): Pick<Verdict, 'due' | 'promised'> {
  if (truth.due_at === null) return { due: null, promised: null };
  const same = dueAt !== null && Date.parse(dueAt) === Date.parse(truth.due_at);
  return { due: dueAt === null ? null : same, promised: truth.due_role === 'promise' ? same : null };
}

function contactsFit(content: Content, truth: MerchantCase['truth'], given: readonly string[]): boolean {
  const kinds = new Set(given.flatMap((id) => standsFor(content, id)));
  const met = truth.must_contact.every((entry) =>
    entry.split('|').some((id) => kinds.has(id) || alike(content, id, kinds)),
  );
  return met && !truth.must_not_contact.some((id) => given.includes(id));
}

/** A contact and the general one it is a more precise form of. */
function standsFor(content: Content, id: string): string[] {
  const general = Object.values(content.contacts).filter((one) => one.narrowedBy !== null);
  const precise = general.filter((one) =>
    content.slots[one.narrowedBy ?? '']?.options.some((option) => option.contact === id),
  );
  return [id, ...precise.map((one) => one.id)];
}

function alike(content: Content, wanted: string, given: ReadonlySet<string>): boolean {
  if (standsFor(content, wanted).some((id) => given.has(id))) return true;
  return wanted.startsWith('bank_') && (given.has('settlement_bank') || given.has('issuer_on_card_back'));
}

/** Whether every phone-like number of a text is a verified one. */
function numbersKnown(content: Content, text: string): boolean {
  const known = new Set<string | null>(Object.values(content.contacts).map((one) => one.phone));
  const found = text.match(/(?<!\d)(?:400-?\d{3}-?\d{4}|95\d{3}|1[3-9]\d{9}|123\d{2}|961\d{2})(?!\d)/g) ?? [];
  return found.every((number) => known.has(number)) && !/https?:|www\./.test(text);
}
