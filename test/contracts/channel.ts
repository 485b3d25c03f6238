import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Channel } from '../../src/channels/channel.ts';
import { numbered, partsOf } from '../../src/conversation/pieces.ts';
import type { Advisor } from '../../src/desk/advisor.ts';
import { carry } from '../../src/desk/carry.ts';
import { DELIVERY_KINDS, runDue, TALK_KINDS } from '../../src/desk/run-due.ts';
import type { Outcome } from '../../src/store/job.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import { waitingIn } from '../support/cases.ts';
import { type TestDesk, testDesk } from '../support/desk.ts';

/** One message that a person has before them, with the buttons that the platform draws. */
export interface Shown {
  readonly text: string;
  readonly buttons: readonly string[];
}

/** A platform that plays its part against one channel. */
export interface Stage {
  readonly channel: Channel;
  /** how the channel knows a person; absent: NAME-who */
  nameOf?(who: string): string;
  /** People fetch what is said themselves, whole and with buttons; gives their conversation. Absent: it is sent to them. */
  fetches?(who: string): string;
  /** A person writes; the platform waits for the response. The same id again is a resend. */
  say(desk: TestDesk, who: string, id: string, text: string): Promise<void>;
  /** A person presses a button of what they were shown; absent where the platform has none. */
  press?(desk: TestDesk, who: string, id: string, label: string): Promise<void>;
  /** Something happens that the channel has no use for; gives the HTTP status. */
  strange(desk: TestDesk): Promise<number>;
  /** What the person sees, in order, each message once as the platform shows it. */
  shown(who: string): readonly Shown[] | Promise<readonly Shown[]>;
  /** The platform's sending interface answers the next calls with a fault of its own. */
  breakDown(times: number): void;
  close(): Promise<void>;
}

const DONE: Outcome = { says: null, escalates: null, next: null, audit: [] };
/** What is answered with a question that has several choices. */
const OPENER = '昨天下午刷的储蓄卡，钱到现在没到';
/** Later than any job that a test leaves behind. */
const LATER_MS = 86_400_000;

/** What every channel must do. `make` sets a fresh stage up. */
export function channelContract(name: string, make: () => Promise<Stage>): void {
  let advisor: Advisor;
  const stages: Stage[] = [];

  const opened = async () => {
    const stage = await make();
    stages.push(stage);
    const { channel } = stage;
    const carriers = new Map([[channel.name, channel]]);
    const desk = await testDesk(advisor, null, { testClock: false, carriers });
    const deliver = () => runDue(desk, DELIVERY_KINDS, desk.clock() + LATER_MS);
    const say = async (who: string, id: string, text: string) => {
      await stage.say(desk, who, id, text);
      await deliver();
    };
    const talk = async (who: string) => {
      const fetching = stage.fetches?.(who);
      const identity =
        fetching === undefined
          ? await desk.store.identities.find(channel.name, stageName(stage, who))
          : { conversationId: fetching };
      if (identity === null) throw new Error(`${who} has no conversation`);
      const lines = await desk.conversations.transcript(identity.conversationId, 0);
      return { identity, lines, said: lines.filter((line) => line.from !== 'merchant') };
    };
    return { stage, desk, deliver, say, talk };
  };

  describe(`the channel ${name}`, () => {
    beforeAll(async () => {
      advisor = await shippedAdvisor();
    }, 60_000);
    afterEach(async () => {
      for (const stage of stages.splice(0)) await stage.close();
    });

    test('shows every line of the talk once and in order, choices included', async () => {
      const { stage, say, talk } = await opened();
      await say('mei', 'm1', '昨天下午刷的储蓄卡，钱到现在没到');
      await say('mei', 'm2', '第二天到');
      const { said, lines } = await talk('mei');
      expect(lines.filter((line) => line.from === 'merchant')).toHaveLength(2);
      expect(readable(await stage.shown('mei'))).toBe(expected(stage.channel, said));
    });

    test('answers a message that is sent again once, also when the resends overlap', async () => {
      const { stage, desk, deliver, talk } = await opened();
      await Promise.all([1, 2, 3].map(() => stage.say(desk, 'mei', 'm1', '刷卡没到账')));
      await deliver();
      await stage.say(desk, 'mei', 'm1', '刷卡没到账');
      await deliver();
      const { said, lines } = await talk('mei');
      expect(lines.filter((line) => line.from === 'merchant')).toHaveLength(1);
      expect(readable(await stage.shown('mei'))).toBe(expected(stage.channel, said));
    });

    test('has one conversation for each who writes, also when two first messages come at once', async () => {
      const { stage, desk, talk } = await opened();
      await Promise.all([
        stage.say(desk, 'mei', 'm1', '刷卡没到账'),
        stage.say(desk, 'mei', 'm2', '储蓄卡'),
        stage.say(desk, 'lin', 'm3', '刷卡没到账'),
      ]);
      const [mei, lin] = [await talk('mei'), await talk('lin')];
      expect(mei.lines.filter((line) => line.from === 'merchant')).toHaveLength(2);
      expect(lin.lines.filter((line) => line.from === 'merchant')).toHaveLength(1);
      expect(mei.identity.conversationId).not.toBe(lin.identity.conversationId);
    });

    test('takes a number, and a button where there is one, as the choice that stands there', async () => {
      const { stage, desk, say, talk } = await opened();
      await say('mei', 'm1', OPENER);
      const { said } = await talk('mei');
      const choices = said.at(-1)?.choices ?? [];
      expect(choices.length).toBeGreaterThan(1);
      // Who sees no numbers has none to write.
      if (stage.fetches === undefined) {
        await say('mei', 'm2', ' 2。');
        expect(
          (await talk('mei')).lines.find((line) => line.from === 'merchant' && line.seq > 2)?.doing,
        ).toEqual({
          type: 'chose',
          slot: expect.any(String),
          value: choices[1]?.value,
        });
      }
      if (stage.press === undefined) return;
      await say('lin', 'm3', OPENER);
      await stage.press(desk, 'lin', 'm4', choices[0]?.label ?? '');
      expect(
        (await talk('lin')).lines.find((line) => line.from === 'merchant' && line.seq > 2)?.doing,
      ).toEqual({
        type: 'chose',
        slot: expect.any(String),
        value: choices[0]?.value,
      });
    });

    test('carries what is said unasked, tries again when the platform fails, and keeps the order', async () => {
      const { stage, desk, say, talk, deliver } = await opened();
      await say('mei', 'm1', '刷卡没到账');
      const before = (await stage.shown('mei')).length;
      const { identity } = await talk('mei');
      stage.breakDown(1);
      await unasked(desk, identity.conversationId, '第一句。');
      await runDue(desk, DELIVERY_KINDS, desk.clock());
      await unasked(desk, identity.conversationId, '第二句。');
      await deliver();
      expect(readable((await stage.shown('mei')).slice(before))).toBe('第一句。\n第二句。');
      if (stage.fetches === undefined) expect(desk.troubles.length).toBeGreaterThan(0);
    });

    test('gives up on a platform that always fails, and brings what waits when the merchant writes again', async () => {
      const { stage, desk, say, talk, deliver } = await opened();
      await say('mei', 'm1', '刷卡没到账');
      const { identity } = await talk('mei');
      stage.breakDown(1_000);
      await unasked(desk, identity.conversationId, '有结果了。');
      for (let i = 0; i < 20; i++) await runDue(desk, DELIVERY_KINDS, desk.clock() + (i + 1) * LATER_MS);
      expect(await desk.store.jobs.nextDue(DELIVERY_KINDS)).toBeNull();
      stage.breakDown(0);
      await say('mei', 'm2', '还没到');
      await deliver();
      expect(readable(await stage.shown('mei'))).toBe(expected(stage.channel, (await talk('mei')).said));
    });

    test('cuts what is too long at the ends of sentences and loses nothing', async () => {
      const { stage, desk, say, talk, deliver } = await opened();
      await say('mei', 'm1', '刷卡没到账');
      const before = (await stage.shown('mei')).length;
      const { textBytes } = stage.channel.limits;
      const sentences = Math.ceil((2.5 * textBytes) / 36);
      const long = Array.from({ length: sentences }, (_, i) => `第${i}句说的是同一件事情。`).join('');
      await unasked(desk, (await talk('mei')).identity.conversationId, long);
      await deliver();
      const parts = (await stage.shown('mei')).slice(before);
      if (stage.fetches !== undefined) {
        expect(parts.map(({ text }) => text)).toEqual([long]);
        return;
      }
      expect(parts.length).toBeGreaterThan(2);
      expect(parts.map(({ text }) => text).join('')).toBe(long);
      expect(parts.every(({ text }) => Buffer.byteLength(text) <= textBytes && text.endsWith('。'))).toBe(
        true,
      );
    });

    test('has no trouble with what it does not know', async () => {
      const { stage, desk } = await opened();
      const status = await stage.strange(desk);
      expect(status).toBeGreaterThanOrEqual(200);
      expect(status).toBeLessThan(500);
      expect(desk.troubles).toEqual([]);
    });

    test('hands over to a person once, and brings what the person writes', async () => {
      const { stage, desk, say, talk, deliver } = await opened();
      await say('mei', 'm1', '刷卡没到账');
      await say('mei', 'm2', '转人工');
      const { identity, said } = await talk('mei');
      expect(await waitingIn(desk.store)).toMatchObject([{ conversationId: identity.conversationId }]);
      expect(readable(await stage.shown('mei'))).toBe(expected(stage.channel, said));
      await unasked(desk, identity.conversationId, '我是人工客服，已经在查。');
      await deliver();
      expect((await stage.shown('mei')).at(-1)?.text).toBe('我是人工客服，已经在查。');
    });

    test('leaves nothing behind in the outbox', async () => {
      const { stage, desk, say, talk } = await opened();
      await say('mei', 'm1', '昨天下午刷的储蓄卡，钱到现在没到');
      const { identity } = await talk('mei');
      expect(await carry(desk, identity.conversationId, stage.channel)).toEqual({ type: 'done' });
      const after = (await stage.shown('mei')).length;
      await runDue(desk, TALK_KINDS, desk.clock());
      expect(await stage.shown('mei')).toHaveLength(after);
    });
  });
}

/** How a person of the stage is known to the channel. */
function stageName({ channel, nameOf }: Stage, who: string): string {
  return nameOf?.(who) ?? `${channel.name}-${who}`;
}

/** Says something into a conversation as a job does. */
async function unasked(desk: TestDesk, conversationId: string, text: string): Promise<void> {
  const held = await desk.conversations.load(conversationId);
  if (held === null) throw new Error('no such conversation');
  const { jobs } = desk.store;
  const at = desk.clock();
  await jobs.add([{ kind: 'says', key: null, payload: {}, runAt: at }], at);
  const lease = { owner: 'test', now: at, until: at + 10_000 };
  const [job] = await jobs.claim({ kinds: ['says'], due: at, limit: 1 }, lease);
  if (job === undefined) throw new Error('nothing to say');
  const says = { next: held.conversation, version: held.version, reply: { kind: 'text', text } } as const;
  expect(await jobs.finish(job, { ...DONE, says }, { owner: 'test', at })).toBe(true);
}

/** What a person reads, without the cuts between messages. */
function readable(shown: readonly Shown[]): string {
  return shown
    .map(({ text, buttons }) =>
      numbered(
        text,
        buttons.map((label) => ({ label, value: label })),
      ),
    )
    .join('\n')
    .replace(/\n+/g, '\n');
}

function expected(
  { limits }: Channel,
  lines: readonly { text: string; choices: readonly { label: string; value: string }[] }[],
): string {
  return lines
    .flatMap(({ text, choices }) =>
      partsOf(numbered(text, choices), limits.textBytes).map((part) => part.text),
    )
    .join('\n')
    .replace(/\n+/g, '\n');
}
