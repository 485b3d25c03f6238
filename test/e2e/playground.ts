import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';
import WebSocket from 'ws';
import { z } from 'zod';
import { HOME } from '../support/advisor.ts';

const CLI = path.join(HOME, 'node_modules/@microsoft/m365agentsplayground/cli.js');
const PATIENCE_MS = 60_000;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** The Microsoft 365 Agents Playground before a bot: Teams without an account. */
export async function openPlayground(bot: string) {
  const port = await freePort();
  const child = spawn(process.execPath, [CLI, 'start', '-p', String(port), '--disable-telemetry'], {
    stdio: 'ignore',
    env: {
      ...process.env,
      TEAMSAPPTESTER_BROWSER: 'none',
      APPLICATION_INSIGHTS_NO_STATSBEAT: '1',
      BOT_ENDPOINT: `${bot}/api/messages`,
      DEFAULT_CHANNEL_ID: 'msteams',
    },
  });
  const url = `http://127.0.0.1:${port}`;
  const giveUp = Date.now() + PATIENCE_MS;
  for (;;) {
    const up = await fetch(`${url}/_internal/v1/config`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (up) break;
    if (Date.now() > giveUp) throw new Error('the playground did not start');
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  const close = () =>
    new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.kill();
    });
  const talk = () => talkOver(url);
  return { url, talk, close };
}

const configSchema = z.object({
  config: z.object({
    personalChat: z.object({ id: z.string() }),
    currentUser: z.object({ id: z.string() }),
  }),
});

/** The chat of the current user with the bot, over the playground's own protocol. */
async function talkOver(url: string) {
  const read = await (await fetch(`${url}/_internal/v1/config`)).json();
  const { personalChat, currentUser } = configSchema.parse(read).config;
  const socket = new WebSocket(`${url.replace('http', 'ws')}/_ws_conversation/v1/conversations/stream`);
  const heard: string[] = [];
  socket.on('message', (data) => heard.push(String(data)));
  await new Promise((resolve) => socket.once('open', resolve));
  const say = async (text: string) => {
    heard.length = 0;
    const response = await fetch(`${url}/_conversation/v1/conversations/${personalChat.id}/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ type: 'text', text, textFormat: 'plain', from: { id: currentUser.id } }),
    });
    if (!response.ok) throw new Error(`the playground answers ${response.status}`);
  };
  const hears = async (words: string) => {
    const giveUp = Date.now() + PATIENCE_MS / 2;
    while (!heard.join().includes(words)) {
      if (Date.now() > giveUp) throw new Error(`"${words}" was not heard, but ${heard.join()}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  return { say, hears, close: () => socket.close() };
}
