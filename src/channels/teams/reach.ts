import { z } from 'zod';
import type { Incoming } from './activity.ts';

const account = z.looseObject({
  id: z.string(),
  name: z
    .string()
    .nullish()
    .transform((name) => name ?? ''),
});

/** What has to be known of a conversation to write into it unasked. */
export const referenceSchema = z.object({
  serviceUrl: z.string(),
  channelId: z.string(),
  locale: z.string(),
  conversation: z.looseObject({
    id: z.string(),
    name: z.string().default(''),
    isGroup: z.boolean().default(false),
    conversationType: z.string().default('personal'),
  }),
  bot: account,
  user: account,
});
export type Reference = z.infer<typeof referenceSchema>;

/** Where an activity came from, as plain data. */
export function referenceOf(activity: Incoming): Reference {
  const { serviceUrl, channelId, conversation, recipient: bot, from: user, locale } = activity;
  return referenceSchema.parse({ serviceUrl, channelId, conversation, bot, user, locale: locale ?? 'zh-CN' });
}

/** Who writes: one conversation each. In a group everybody has their own. */
export function externalIdOf({ conversation, from, channelId }: Incoming): string {
  const channel = channelId === 'msteams' ? '' : `${channelId}|`;
  return isGroup({ conversation }) ? `${channel}${conversation.id}|${from.id}` : `${channel}${from.id}`;
}

/** Whether others read along. */
export function isGroup({ conversation }: Pick<Incoming, 'conversation'>): boolean {
  const { isGroup = false, conversationType: type } = conversation;
  return isGroup === true || type === 'groupChat' || type === 'channel';
}
