/** A short answer to a side question: knowledge/articles/<id>.md with a YAML head. */
export interface Article {
  readonly id: string;
  readonly title: string;
  /** plain text, as it is said; first paragraph answers, the rest explains */
  readonly text: string;
  readonly sources: readonly string[];
}
