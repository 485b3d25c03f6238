import type { Content } from '../content/content.ts';
import { localised } from '../content/localise.ts';
import { type EvidenceModel, evidenceModel } from '../diagnosis/model.ts';
import type { Conversation } from './conversation.ts';

/** Checked content with the evidence in computed form: all that the engine reasons with. */
export interface Expert {
  readonly content: Content;
  readonly evidence: EvidenceModel;
  /** language → the same expert with the wording of that language */
  readonly languages: Readonly<Record<string, Expert>>;
}

/** Computes the evidence tables once for a content version; the languages share them. */
export function createExpert(content: Content): Expert {
  const evidence = evidenceModel(content.causes, content.slots);
  const languages = Object.entries(content.locales).map(([language, words]): [string, Expert] => [
    language,
    { content: localised(content, words), evidence, languages: {} },
  ]);
  return { content, evidence, languages: Object.fromEntries(languages) };
}

/** The expert that speaks the language of a talk. */
export function speaking(expert: Expert, { locale }: Conversation): Expert {
  return expert.languages[locale] ?? expert;
}
