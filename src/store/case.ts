/** Work for a person: a conversation that was handed over. */
export interface NewCase {
  readonly id: string;
  /** lower comes first */
  readonly priority: number;
  /** when somebody has to have taken it (epoch ms) */
  readonly dueAt: number;
  /** plain data: what is known at the hand-over */
  readonly diagnosis: unknown;
  readonly openedAt: number;
}

/** A case as it stands. */
export interface Case extends NewCase {
  readonly conversationId: string;
  readonly status: 'waiting' | 'taken' | 'closed';
  readonly escalatedAt: number | null;
}

/** The cases. They are opened by a commit. */
export interface Cases {
  find(id: string): Promise<Case | null>;
  /** Cases that wait, the most urgent first. */
  waiting(limit: number): Promise<readonly Case[]>;
}
