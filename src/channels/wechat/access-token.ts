import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Desk } from '../../desk/desk.ts';
import { newLease } from '../../desk/lease.ts';
import type { Api, ApiAnswer } from './api.ts';

/** Where a token comes from. */
export interface TokenSource {
  /** of the register that all processes share */
  readonly name: string;
  /** the account's secret: nobody without it can read the register */
  readonly secret: string;
  /** Asks the platform for a token; `anew`: the one it gave before does not work. */
  ask(anew: boolean): Promise<ApiAnswer>;
}

const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });
const kept = z.object({ token: z.string(), expiresAt: z.number() });

/** A token is renewed so long before its end. */
const MARGIN_MS = 300_000;
const LOOK_MS = 200;
const PATIENCE_MS = 8_000;

/** Codes with which the platform says that a token is no longer good. */
const STALE: ReadonlySet<number> = new Set([40001, 40014, 42001, 42009]);

/** Calls an interface with the account's token, and once more with a new one where it is no longer good. */
export async function callWithToken(
  desk: Desk,
  source: TokenSource,
  call: (token: string) => ReturnType<Api['call']>,
): Promise<ApiAnswer> {
  const token = await accessToken(desk, source, null);
  const answer = await call(token);
  return STALE.has(answer.errcode) ? call(await accessToken(desk, source, token)) : answer;
}

/** The account's token, one for all processes: only one of them asks the platform. `bad`: the one that failed. */
export async function accessToken(desk: Desk, source: TokenSource, bad: string | null): Promise<string> {
  const { registers } = desk.store;
  for (const start = desk.clock(); desk.clock() - start < PATIENCE_MS; ) {
    const known = await present(desk, source, bad);
    if (known !== null) return known;
    const lease = newLease(desk);
    if (await registers.lease(source.name, lease)) {
      try {
        // Another may have asked between the look and the lease.
        const given = await present(desk, source, bad);
        if (given !== null) return given;
        const answer = tokenAnswer.safeParse(await source.ask(bad !== null));
        if (!answer.success) throw new Error(`${source.name}: the platform gives no token`);
        const { access_token: token, expires_in } = answer.data;
        const expiresAt = desk.clock() + expires_in * 1000;
        await registers.write(
          source.name,
          encrypt(source.secret, JSON.stringify({ token, expiresAt })),
          lease,
        );
        return token;
      } finally {
        await registers.release(source.name, lease.owner);
      }
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  throw new Error(`${source.name}: another process asks for it and does not come to an end`);
}

async function present(
  desk: Desk,
  { name, secret }: TokenSource,
  bad: string | null,
): Promise<string | null> {
  const text = await desk.store.registers.read(name);
  const plain = text === null ? null : decrypt(secret, text);
  if (plain === null) return null;
  const { token, expiresAt } = kept.parse(JSON.parse(plain));
  return token === bad || expiresAt - MARGIN_MS < desk.clock() ? null : token;
}

function storeKey(secret: string): Buffer {
  return createHash('sha256').update(`daozhang access token ${secret}`).digest();
}

function encrypt(secret: string, text: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', storeKey(secret), iv);
  const body = Buffer.concat([cipher.update(text), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64');
}

/** Null: it was written with another secret. */
function decrypt(secret: string, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', storeKey(secret), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString();
  } catch {
    return null;
  }
}
