import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { audit, type Findings } from './findings.ts';
import { kill, type Place, startWorker, type Worker } from './workers.ts';

/** How hard it blows. */
export interface Storm {
  readonly workers: number;
  readonly kills: number;
  readonly conversations: number;
  /** each writer sends so many, and goes on until the last kill */
  readonly messagesEach: number;
  /** one more conversation into which so many write at once */
  readonly hotWriters: number;
  /** between two kills */
  readonly everyMs: number;
}

/** What was sent and what came back. */
export interface Log {
  /** message id → the answers that came to it */
  readonly answers: Map<string, Set<string>>;
  /** conversation → the ids that each writer sent, in order */
  readonly sent: Map<string, string[][]>;
  redelivered: number;
}

/** What a storm left. */
export interface Report extends Findings {
  readonly kills: number;
  readonly redelivered: number;
  readonly seconds: number;
}

const opened = z.object({ conversationId: z.string(), token: z.string() });
const NOON = '2026-11-18T16:00:00+08:00';
const AFTER_DUE = '2026-11-19T20:00:00+08:00';
const TEXTS = ['今天下午3点刷的储蓄卡没到账，平时都是T+1第二天到', '在吗', '好的', '你是机器人吗', '在吗'];

/** Several servers on one store; every message goes to two of them at random and again until it is answered, and
 * servers are killed meanwhile. Gives what was wrong afterwards. */
export async function storm(place: Place, strength: Storm): Promise<Report> {
  const began = Date.now();
  const fleet = await startFleet(place, strength.workers);
  const log: Log = { answers: new Map(), sent: new Map(), redelivered: 0 };
  const killing = fleet.killSome(strength.kills, strength.everyMs);
  try {
    const one = () => talk(fleet, log, 1, strength.messagesEach);
    const hot = () => talk(fleet, log, strength.hotWriters, strength.messagesEach);
    await Promise.all([...Array.from({ length: strength.conversations }, () => one()), hot()]);
    await killing;
    await followUps(fleet, log, place);
    const findings = await audit(place, log);
    const seconds = (Date.now() - began) / 1_000;
    return { ...findings, kills: strength.kills, redelivered: log.redelivered, seconds };
  } finally {
    await fleet.stop();
  }
}

interface Fleet {
  /** kills are still to come */
  killing: boolean;
  any(): Worker;
  killSome(times: number, everyMs: number): Promise<void>;
  stop(): Promise<void>;
}

async function startFleet(place: Place, size: number): Promise<Fleet> {
  const workers = await Promise.all(Array.from({ length: size }, () => startWorker(place)));
  const any = () => {
    const one = workers[Math.floor(Math.random() * workers.length)];
    if (one === undefined) throw new Error('no server is left');
    return one;
  };
  const fleet: Fleet = {
    any,
    killing: false,
    killSome: async (times, everyMs) => {
      fleet.killing = true;
      for (let i = 0; i < times; i++) {
        await pause(everyMs * (0.5 + Math.random()));
        const victim = any();
        await kill(victim);
        workers[workers.indexOf(victim)] = await startWorker(place);
      }
      fleet.killing = false;
    },
    stop: async () => {
      await Promise.all(workers.map(kill));
    },
  };
  return fleet;
}

/** Writers that each wait for the answer to one message before they send the next. */
async function talk(fleet: Fleet, log: Log, writers: number, messages: number): Promise<void> {
  const { conversationId, token } = opened.parse(JSON.parse(await persist(fleet, log, openAt(NOON))));
  const ids = Array.from({ length: writers }, (): string[] => []);
  log.sent.set(conversationId, ids);
  const path = `/api/v1/conversations/${conversationId}/messages`;
  const write = async (mine: string[], writer: number) => {
    for (let i = 0; i < messages || fleet.killing; i++) {
      const id = `${conversationId}-${writer}-${i}`;
      mine.push(id);
      const body = { id, text: TEXTS[i % TEXTS.length] ?? '', at: NOON };
      const send = () => persist(fleet, log, { path, token, body });
      log.answers.set(id, new Set(await Promise.all([send(), send()])));
    }
  };
  await Promise.all(ids.map(write));
}

interface Call {
  readonly path: string;
  readonly token: string;
  readonly body: unknown;
}

/** Creates a conversation at an instant. */
function openAt(at: string): Call {
  return { path: '/api/v1/conversations', token: '', body: { at } };
}

/** Sends to random servers until one answers. */
async function persist(fleet: Fleet, log: Log, { path, token, body }: Call): Promise<string> {
  for (let i = 0; i < 500; i++) {
    try {
      const response = await fetch(`${fleet.any().url}${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
        body: JSON.stringify(body),
      });
      if (response.ok) return await response.text();
      if (response.status !== 503) throw new Refused(`${response.status} ${await response.text()}`);
    } catch (error) {
      if (error instanceof Refused) throw error;
    }
    log.redelivered += 1;
    await pause(20);
  }
  throw new Error(`no server answered ${path}`);
}

class Refused extends Error {}

/** Lets time pass beyond all due dates: every talk is asked once whether the money has come. What a server that
 * was killed had begun is taken up after its lease. */
async function followUps(fleet: Fleet, log: Log, place: Place): Promise<void> {
  for (let i = 0; i < 30; i++) {
    await Promise.all(Array.from({ length: 4 }, () => persist(fleet, log, openAt(AFTER_DUE))));
    if ((await audit(place, log)).followUpsOpen === 0) return;
    await pause(500);
  }
}
