import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';
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
  return { url, close };
}
