import { randomUUID } from 'node:crypto';
import { carryInReply } from '../../desk/carry-in-reply.ts';
import type { Desk } from '../../desk/desk.ts';
import type { Message } from '../../desk/door.ts';
import { deliveryJob } from '../../store/deliveries.ts';
import type { Identity } from '../../store/identity.ts';
import type { Channel } from '../channel.ts';
import { converse, type Incoming, meet, type Person } from '../converse.ts';
import { webLink } from '../web-link.ts';
import { choiceOf } from './menu.ts';

/** The platform waits 5 s; what comes later goes by the other way. */
const PATIENCE_MS = 4_500;

/** Something of the platform that is worth an answer. */
interface Told {
  readonly externalId: string;
  readonly messageId: string;
  /** epoch ms */
  readonly at: number;
  /** null: somebody has come, and is greeted */
  readonly message: Message | null;
}

/** What the response to a message or event says; null: nothing. */
export async function answerTo(
  desk: Desk,
  channel: Channel,
  fields: ReadonlyMap<string, string>,
  publicUrl: string | null,
): Promise<string | null> {
  const told = toldBy(fields, desk.clock());
  if (told === null) return null;
  const link =
    told.message === null ? null : await webLink(desk, channel, incomingOf(told, told.message), publicUrl);
  if (link !== null) return link.text;
  const identity = await inTime(desk, answered(desk, channel, told));
  if (identity === null) return null;
  const { conversationId } = identity;
  const { messageId } = told;
  const text = await carryInReply(desk, { conversationId, messageId, at: desk.clock() }, channel);
  if (text === null) await hurry(desk, conversationId);
  return text;
}

function answered(desk: Desk, channel: Channel, told: Told): Promise<Identity> {
  const { message } = told;
  return message === null
    ? meet(desk, channel, personOf(told))
    : converse(desk, channel, incomingOf(told, message));
}

function personOf({ externalId, at }: Told): Person {
  return { externalId, reference: { openId: externalId }, at };
}

function incomingOf(told: Told, message: Message): Incoming {
  return { ...personOf(told), messageId: told.messageId, message };
}

/** What comes of some work in time; null: it goes on by itself, and its fault is reported. */
async function inTime<T>(desk: Desk, work: Promise<T>): Promise<T | null> {
  let late = false;
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<null>((resolve) => {
    timer = setTimeout(() => {
      late = true;
      resolve(null);
    }, PATIENCE_MS);
  });
  const watched = work.catch((error: unknown) => {
    if (!late) throw error;
    desk.report({ id: randomUUID(), where: 'a late answer on wechat', error });
    return null;
  });
  try {
    return await Promise.race([watched, patience]);
  } finally {
    clearTimeout(timer);
  }
}

/** What the response cannot carry is sent now: nobody has to wait for the time that it was given. */
async function hurry(desk: Desk, conversationId: string): Promise<void> {
  const now = desk.clock();
  await desk.store.jobs.add([deliveryJob(conversationId, now)], now);
  desk.hints.send(conversationId);
}

/** Words, or nothing where something else came: the desk then says what to type. */
const MESSAGES: ReadonlySet<string> = new Set([
  'text',
  'image',
  'voice',
  'video',
  'shortvideo',
  'location',
  'link',
  'file',
]);

/** What a push of the platform tells; null: nothing that is worth an answer. */
export function toldBy(fields: ReadonlyMap<string, string>, at: number): Told | null {
  const field = (name: string) => fields.get(name) ?? '';
  const externalId = field('FromUserName');
  const kind = field('MsgType');
  if (externalId === '') return null;
  if (kind === 'event') {
    if (field('Event') !== 'subscribe') return null;
    return { externalId, messageId: `${externalId} ${field('CreateTime')}`, at, message: null };
  }
  const messageId = field('MsgId');
  if (!MESSAGES.has(kind) || messageId === '') return null;
  const words = kind === 'text' ? field('Content') : field('Recognition');
  const message = choiceOf(field('bizmsgmenuid')) ?? ({ type: 'text', text: words.slice(0, 2_000) } as const);
  return { externalId, messageId, at, message };
}
