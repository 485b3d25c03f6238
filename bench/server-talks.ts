import { z } from 'zod';
import type { Answer, Connection } from './connection.ts';

/** Leads one talk over a connection; `name` is new for every talk. `moves`: what is sent after the greeting. */
type Talk = (connection: Connection, name: string, moves: readonly string[]) => Promise<void>;

/** The ways in which the measured servers are talked to. */
export const TALKS = { plain, botkit, framework, daozhang } satisfies Record<string, Talk>;

/** The name of one of them. */
export type TalkKind = keyof typeof TALKS;

const opened = z.object({ conversationId: z.string(), token: z.string() });
const activities = z.object({ activities: z.array(z.object({ text: z.string().optional() })) });
const messages = z.array(z.object({ text: z.string().optional() }));

/** Whatever is sent, something comes back. */
async function plain(connection: Connection, name: string, moves: readonly string[]): Promise<void> {
  const body = (move: string) => JSON.stringify({ talk: name, text: move });
  for (const move of ['', ...moves]) ok(await connection.post('/', '', body(move)));
}

/** Botkit's web adapter: messages by HTTP, the answers in the response. */
async function botkit(connection: Connection, name: string, moves: readonly string[]): Promise<void> {
  const user = `user${name.split('-')[0]}`;
  for (const [i, text] of ['你好', ...moves].entries()) {
    const answer = ok(
      await connection.post('/api/messages', '', JSON.stringify({ type: 'message', user, text })),
    );
    const said = messages.parse(JSON.parse(answer.body || '[]')).map((one) => one.text ?? '');
    if (i === moves.length - 1) expectLast(said);
  }
}

/** The Bot Framework, which puts its replies in the response where it is asked to. */
async function framework(connection: Connection, name: string, moves: readonly string[]): Promise<void> {
  const user = `user${name.split('-')[0]}`;
  for (const [i, text] of ['你好', ...moves].entries()) {
    const activity = {
      type: 'message',
      id: `${name}-${i}`,
      channelId: 'test',
      serviceUrl: 'http://127.0.0.1:1',
      deliveryMode: 'expectReplies',
      conversation: { id: user },
      from: { id: user },
      recipient: { id: 'bot' },
      text,
    };
    const answer = ok(await connection.post('/api/messages', '', JSON.stringify(activity)));
    const said = activities.parse(JSON.parse(answer.body)).activities.map((one) => one.text ?? '');
    if (i === moves.length - 1) expectLast(said);
  }
}

/** Ours: a new conversation, each merchant from an address of their own, and buttons or words. A move is the body of a
 * message without its id. */
async function daozhang(connection: Connection, name: string, moves: readonly string[]): Promise<void> {
  const [i = 0, n = 0] = name.split('-').map(Number);
  const from = `X-Forwarded-For: 10.${i}.${(n >> 8) & 255}.${n & 255}\r\n`;
  const first = ok(await connection.post('/api/v1/conversations', from, '{}'));
  const { conversationId, token } = opened.parse(JSON.parse(first.body));
  const headers = `${from}Authorization: Bearer ${token}\r\n`;
  const path = `/api/v1/conversations/${conversationId}/messages`;
  for (const [at, move] of moves.entries()) {
    ok(await connection.post(path, headers, `{"id":"m${at}",${move.slice(1)}`));
  }
}

function ok(answer: Answer): Answer {
  if (answer.status !== 200 && answer.status !== 201) throw new Error(`${answer.status} ${answer.body}`);
  return answer;
}

/** The flows end with their last question, so all of them were asked. */
function expectLast(said: readonly string[]): void {
  if (!said.some((text) => /问题5|甲/.test(text))) throw new Error(`ended with ${said.join('|')}`);
}
