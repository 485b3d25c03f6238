import { z } from 'zod';
import { speaking } from '../conversation/expert.ts';
import { say } from '../conversation/wording.ts';
import type { Outcome } from '../store/job.ts';
import type { Desk } from './desk.ts';
import { NOTHING } from './outcome.ts';

const payloadSchema = z.object({ conversationId: z.string(), dueAt: z.number() });

/** Asks whether the money has come once it was due; not where the talk has taken another turn since. */
export async function followUp(desk: Desk, payload: unknown): Promise<Outcome> {
  const { conversationId, dueAt } = payloadSchema.parse(payload);
  const held = await desk.conversations.load(conversationId);
  if (held === null) return NOTHING;
  const { conversation, version } = held;
  const { status, diagnosis } = conversation;
  const stands = status === 'answered' || status === 'closed';
  if (!stands || diagnosis?.dueAt == null || Date.parse(diagnosis.dueAt) !== dueAt) return NOTHING;
  const { content } = speaking(desk.advisor.expert, conversation);
  const reply = { kind: 'text', text: say(content, 'follow_up') } as const;
  return { ...NOTHING, says: { conversationId, version, reply } };
}
