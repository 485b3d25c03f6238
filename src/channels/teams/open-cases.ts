import type { Conversation } from '../../conversation/conversation.ts';
import type { Desk } from '../../desk/desk.ts';

/** A case as its card shows it. */
export interface ShownCase {
  readonly id: string;
  readonly conversation: Conversation;
  readonly status: string;
  readonly priority: number;
  /** epoch ms */
  readonly openedAt: number;
  readonly dueAt: number;
}

/** The cases that wait for a person, the most urgent first. */
export async function waitingCases(desk: Desk, limit: number): Promise<readonly ShownCase[]> {
  const waiting = await desk.store.cases.waiting(limit);
  const shown = await Promise.all(
    waiting.map(async ({ id, conversationId, status, priority, openedAt, dueAt }) => {
      const held = await desk.conversations.load(conversationId);
      const { conversation = null } = held ?? {};
      return conversation === null ? [] : [{ id, conversation, status, priority, openedAt, dueAt }];
    }),
  );
  return shown.flat();
}
