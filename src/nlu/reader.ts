import type { Content } from '../content/content.ts';
import { anyOf } from '../dialog/phrase.ts';
import { createAnswerReader } from './answers.ts';
import type { ClassifierModel } from './classifier/model.ts';
import { createControlReader } from './controls.ts';
import { createCoreReader } from './core.ts';
import { createCorrector } from './correct.ts';
import { createFactReader } from './facts/fact-reader.ts';
import { createInquiryReader } from './inquiries.ts';
import { readIntents } from './intent.ts';
import { withLabels } from './labels.ts';
import { type Normal, normalize } from './normalize.ts';
import { createSplitter } from './second.ts';
import { createSupposer } from './suppose.ts';
import { createTranscriptReader } from './transcript/transcript.ts';
import { createTranslator } from './translate.ts';
import { understand } from './understand.ts';
import type { Reading, Understanding } from './understanding.ts';

/** Understands messages, one at a time. */
export type Reader = (text: string, reading: Reading) => Understanding;

/** Compiles the phrases of the content once; the Reader it returns keeps no state. */
export function createReader(content: Content, model: ClassifierModel): Reader {
  const { vocabulary } = content;
  const { lists } = vocabulary;
  const translate = createTranslator(content.locales);
  const normal = (text: string) => translate(normalize(text, vocabulary));
  const intents = (normal: Normal, asked: boolean) => readIntents(model, normal, asked);
  const whole = (phrases: readonly string[] = []) => new RegExp(`^(?:${anyOf(phrases, lists)})[,.!。 ]*$`);
  const facts = withLabels(content, normal, createFactReader(content));
  const parts = {
    normalize: normal,
    core: createCoreReader(lists),
    facts,
    intents,
    split: createSplitter(content, intents),
    suppose: createSupposer(content, facts),
    consent: { yes: whole(lists.consent_yes), no: whole(lists.consent_no) },
    inquiries: createInquiryReader(lists),
    answer: createAnswerReader(content),
    control: createControlReader(lists),
    dontKnow: new RegExp(anyOf(lists.dont_know ?? [], lists)),
    corrects: new RegExp(anyOf(lists.corrects ?? [], lists)),
    correct: createCorrector(content, facts),
    media: new RegExp(anyOf(lists.media ?? [], lists), 'g'),
    transcript: createTranscriptReader(lists),
    issue: content.roles.issue,
    user: content.roles.user,
    saleTime: content.roles.saleTime,
  };
  return (text, reading) => understand(parts, text, reading);
}
