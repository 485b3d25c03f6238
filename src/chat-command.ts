import { z } from 'zod';
import { bootAdvisor } from './boot.ts';
import { begin, type Conversation } from './conversation/conversation.ts';
import { transition } from './conversation/transition.ts';
import { type Turn, turnOf } from './conversation/turn.ts';
import { type Advisor, advise } from './desk/advisor.ts';
import { admit, type Message } from './desk/door.ts';
import type { Exit, Io } from './io.ts';
import type { Place } from './place.ts';

/** `at`: the instant of every message that names none, epoch ms; null: now. */
export interface ChatOptions {
  readonly json: boolean;
  readonly at: number | null;
}

const spoken = z.union([
  z.object({ text: z.string().max(2_000), at: z.iso.datetime({ offset: true }).optional() }),
  z.object({
    choice: z.object({ slot: z.string(), value: z.string() }),
    at: z.iso.datetime({ offset: true }).optional(),
  }),
]);

/** `daozhang chat`: a conversation in the terminal, or one JSON line each way. */
export async function chatCommand(options: ChatOptions, place: Place, io: Io): Promise<Exit> {
  const advisor = await bootAdvisor(place, io);
  if (advisor === null) return 1;
  const talk = new Talk(advisor);
  const now = () => options.at ?? Date.now();
  return options.json ? chatInJson(talk, now, io) : chatInWords(talk, now, io);
}

/** A conversation that is held in memory as long as it lasts. */
class Talk {
  turn: Turn | null = null;
  readonly #advisor: Advisor;
  #conversation: Conversation = begin('chat');

  constructor(advisor: Advisor) {
    this.#advisor = advisor;
  }

  open(at: number): Turn {
    const { expert } = this.#advisor;
    const [conversation, effects] = transition(expert, this.#conversation, { type: 'opened', at });
    this.#conversation = conversation;
    this.turn = turnOf(expert, conversation, effects);
    return this.turn;
  }

  /** Null where a question has no such choice. */
  take(message: Message, at: number): Turn | null {
    const { expert } = this.#advisor;
    const admitted = admit(expert.content, message);
    if (admitted === null) return null;
    const [conversation, effects] = advise(this.#advisor, this.#conversation, admitted.doing, at);
    this.#conversation = conversation;
    this.turn = turnOf(expert, conversation, effects);
    return this.turn;
  }
}

async function chatInJson(talk: Talk, now: () => number, io: Io): Promise<Exit> {
  let exit: Exit = 0;
  let number = 0;
  talk.open(now());
  for await (const line of io.lines()) {
    number += 1;
    if (line.trim() === '') continue;
    const answer = answerLine(talk, line, now);
    if (typeof answer === 'string') {
      exit = 1;
      io.err(`daozhang chat: line ${number}: ${answer}`);
      io.out(`${JSON.stringify({ error: { code: 'invalid_line', message: answer } })}\n`);
    } else {
      io.out(`${JSON.stringify(answer)}\n`);
    }
  }
  return exit;
}

/** The Turn, or what is wrong with the line. */
function answerLine(talk: Talk, line: string, now: () => number): Turn | string {
  const read = spoken.safeParse(parse(line));
  if (!read.success) return 'expected {"text": "at most 2,000 characters", "at"?: "ISO 8601 with offset"}';
  const said = read.data;
  const at = said.at === undefined ? now() : Date.parse(said.at);
  const message: Message =
    'text' in said ? { type: 'text', text: said.text } : { type: 'choice', ...said.choice };
  return talk.take(message, at) ?? 'no question has this choice';
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

async function chatInWords(talk: Talk, now: () => number, io: Io): Promise<Exit> {
  show(talk.open(now()), io);
  for await (const line of io.lines()) {
    if (!io.interactive) io.out(`${line}\n`);
    const turn = line.trim() === '' ? null : talk.take(messageFrom(line, talk.turn), now());
    if (turn === null) io.out('> ');
    else show(turn, io);
  }
  io.out('\n');
  return 0;
}

/** A number picks the choice that stands there. */
function messageFrom(line: string, turn: Turn | null): Message {
  const asking = turn?.asking ?? null;
  const choice = /^\s*\d{1,2}\s*$/.test(line) ? asking?.choices[Number(line) - 1] : undefined;
  return asking === null || choice === undefined
    ? { type: 'text', text: line }
    : { type: 'choice', slot: asking.slot, value: choice.value };
}

function show(turn: Turn, io: Io): void {
  for (const reply of turn.replies) {
    io.out(`\n${reply.text}\n`);
    for (const [i, { label }] of (reply.choices ?? []).entries()) io.out(`  ${i + 1}  ${label}\n`);
  }
  io.out('\n> ');
}
