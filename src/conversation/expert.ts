import type { Content } from '../content/content.ts';
import { type EvidenceModel, evidenceModel } from '../diagnosis/model.ts';

/** Checked content with the evidence in computed form: all that the engine reasons with. */
export interface Expert {
  readonly content: Content;
  readonly evidence: EvidenceModel;
}

/** Computes the evidence tables once for a content version. */
export function createExpert(content: Content): Expert {
  return { content, evidence: evidenceModel(content.causes, content.slots) };
}
