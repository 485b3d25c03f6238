import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Content } from './content/content.ts';
import { type WrittenDeed, writtenTalk } from './content/written-talk.ts';
import { begin, type Conversation } from './conversation/conversation.ts';
import { transition } from './conversation/transition.ts';
import { type Advisor, advise } from './desk/advisor.ts';
import { admit, type Message } from './desk/door.ts';
import { UNKNOWN } from './knowledge/condition.ts';
import type { StoreCopy } from './store/read-copy.ts';

/** What was sent in a talk that somebody held or wrote down, and when. */
interface Sent {
  readonly at: number;
  readonly messages: (content: Content) => readonly Message[];
}

/** A talk that can be held again on any version of the content. */
export interface HeldTalk {
  readonly name: string;
  readonly sent: readonly Sent[];
}

const WRITTEN = 'test/talks';

/** The written talks below a content folder; none where there are none. */
export async function writtenTalks(root: string): Promise<readonly HeldTalk[]> {
  const names = await readdir(path.join(root, WRITTEN)).catch(() => []);
  const found = await Promise.all(
    names
      .filter((name) => name.endsWith('.yaml'))
      .sort()
      .map(async (name) => ({
        name,
        deeds: writtenTalk(await readFile(path.join(root, WRITTEN, name), 'utf8')),
      })),
  );
  return found.flatMap(({ name, deeds }) =>
    deeds === null ? [] : [{ name: `${WRITTEN}/${name}`, sent: deeds.map(sentBy) }],
  );
}

function sentBy({ at, says, taps }: WrittenDeed): Sent {
  const text = says === null ? [] : [{ type: 'text', text: says } as const];
  return {
    at,
    messages: ({ slots }) => [...text, ...Object.entries(taps).flatMap((tap) => tapped(slots, tap))],
  };
}

function tapped(slots: Content['slots'], [name, option]: readonly [string, string]): readonly Message[] {
  const slot = Object.values(slots).find((one) => one.name === name);
  const value = slot?.options.find((one) => one.name === option)?.id ?? UNKNOWN;
  return slot === undefined ? [] : [{ type: 'choice', slot: slot.id, value }];
}

/** The talks of a store, as their merchants held them. */
export async function storedTalks({ conversations, records }: StoreCopy): Promise<readonly HeldTalk[]> {
  const talks: HeldTalk[] = [];
  for await (const { conversation } of records.talks({ since: 0, until: Number.MAX_SAFE_INTEGER })) {
    const entries = await conversations.transcript(conversation.id, 0);
    const sent = entries.flatMap(({ doing, answer, at }): Sent[] =>
      doing === null || answer === null ? [] : [{ at, messages: () => [messageOf(doing)] }],
    );
    if (sent.length > 0) talks.push({ name: conversation.id, sent });
  }
  return talks;
}

function messageOf(doing: Parameters<typeof advise>[2]): Message {
  return doing.type === 'said'
    ? { type: 'text', text: doing.text }
    : { type: 'choice', slot: doing.slot, value: doing.value };
}

/** Every state of a talk that is held again; a button that this version does not have is not tapped. */
export function holdAgain(advisor: Advisor, { sent }: HeldTalk): readonly Conversation[] {
  const { expert } = advisor;
  let [now] = transition(expert, begin('again'), { type: 'opened', at: sent[0]?.at ?? 0 });
  const states = [now];
  for (const { at, messages } of sent) {
    for (const message of messages(expert.content)) {
      const admitted = admit(expert.content, message);
      if (admitted === null) continue;
      [now] = advise(advisor, now, admitted.doing, at);
      states.push(now);
    }
  }
  return states;
}
