import { spawn } from 'node:child_process';
import path from 'node:path';

/** A real OpenID Connect provider, and what the desk has to know of it. */
export interface Provider {
  readonly client: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string };
  stop(): void;
}

/** Starts a provider as a process of its own; it leads browsers back to this address only. */
export async function startProvider(redirect: string): Promise<Provider> {
  const file = path.join(import.meta.dirname, 'oidc-provider.js');
  const child = spawn(process.execPath, [file, redirect], { stdio: ['ignore', 'pipe', 'ignore'] });
  const issuer = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').once('data', (text) => resolve(text.trim()));
    child.once('exit', (code) => reject(new Error(`the provider ended with ${code}`)));
  });
  const client = { issuer, clientId: 'desk', clientSecret: 'secret-of-the-desk' };
  return { client, stop: () => child.kill() };
}
