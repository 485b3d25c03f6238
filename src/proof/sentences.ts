import type { Content } from '../content/content.ts';
import type { CauseAdvice } from '../knowledge/cause.ts';
import { causeFile, type Where } from './finding.ts';

/** A sentence that can be said, where it stands, and in which language. */
export interface Sentence {
  readonly where: Where;
  readonly text: string;
}

/** Every authored sentence that can reach a merchant or an agent, in the language of the content. */
export function sentencesOf(content: Content): readonly Sentence[] {
  return [
    ...Object.values(content.causes).flatMap((cause) =>
      [cause.name, ...[cause, ...cause.instead].flatMap(adviceOf), ...reasonsOf(cause.evidence)].map(
        (text) => ({
          where: causeFile(cause.id),
          text,
        }),
      ),
    ),
    ...slotSentences(content),
    ...treeSentences(content),
    ...tableSentences(content),
  ];
}

/** Every sentence of the other languages: they are only looked at for what no language may say. */
export function foreignSentences(content: Content): readonly Sentence[] {
  return Object.entries(content.locales).flatMap(
    ([language, { replies, slots, causes, contacts, articles, sentences }]) =>
      stringsIn({ replies, slots, causes, contacts, articles, sentences: Object.values(sentences) }).map(
        (text) => ({
          where: { file: `dialogs/locales/${language}.yaml`, path: [] },
          text,
        }),
      ),
  );
}

function adviceOf({
  summary,
  steps,
  prepare,
  contacts,
  wait,
  next,
  warnings,
}: CauseAdvice): readonly string[] {
  const said = [...steps, ...contacts, ...warnings].map((one) => one.say);
  return [summary, ...said, ...prepare, ...wait, next];
}

function reasonsOf(evidence: Content['causes'][string]['evidence']): readonly string[] {
  const all = Object.values(evidence).flatMap((values) => Object.values(values));
  return all.flatMap(({ since }) => (since === null ? [] : [since]));
}

function slotSentences({ slots }: Content): readonly Sentence[] {
  return Object.values(slots).flatMap((slot) => {
    const options = slot.options.flatMap(({ label, fact, preface }) => [label, fact, preface ?? '']);
    const texts = [slot.question ?? '', slot.why ?? '', ...options].filter((text) => text !== '');
    return texts.map((text) => ({ where: { file: 'dialogs/slots.yaml', path: [slot.name] }, text }));
  });
}

function treeSentences({ first, dialogs }: Content): readonly Sentence[] {
  return [first, ...Object.values(dialogs).flat()].flatMap(({ id, title, steps }) => {
    const texts = [title, ...steps.flatMap((step) => (step.type === 'confirm' ? [step.say] : []))];
    return texts.map((text) => ({ where: { file: `dialogs/${id}.yaml`, path: [] }, text }));
  });
}

function tableSentences(content: Content): readonly Sentence[] {
  const at = (file: string, path: readonly string[], texts: readonly string[]): readonly Sentence[] =>
    texts.map((text) => ({ where: { file, path }, text }));
  return [
    ...Object.entries(content.replies).flatMap(([id, text]) =>
      at('dialogs/replies.yaml', [id], text.split('\n')),
    ),
    ...Object.values(content.contacts).flatMap(({ id, name, scope }) =>
      at('knowledge/contacts.yaml', [id], [name, scope]),
    ),
    ...Object.values(content.codes).flatMap((code) =>
      at('knowledge/response-codes.yaml', [code.code], [code.means, code.do, code.call]),
    ),
    ...content.payoutMessages.flatMap(({ say }) => at('knowledge/payout-messages.yaml', [], [say])),
    ...Object.values(content.settlement.modes).flatMap(({ rule, instead }) =>
      at('knowledge/settlement.yaml', ['modes'], [rule, ...instead.map(({ because }) => because)]),
    ),
    ...Object.values(content.articles).flatMap(({ id, title, text }) =>
      at(`knowledge/articles/${id}.md`, [], [title, ...text.split('\n')]),
    ),
  ];
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsIn);
}
