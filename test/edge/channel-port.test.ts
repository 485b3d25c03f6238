import { describe, expect, test } from 'vitest';
import type { Channel } from '../../src/channels/channel.ts';
import { converse } from '../../src/channels/converse.ts';
import { carryInReply } from '../../src/desk/carry-in-reply.ts';
import { startClockwork } from '../../src/desk/clockwork.ts';
import { channelContract, type Shown } from '../contracts/channel.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import { testDesk } from '../support/desk.ts';

/** The smallest platform that answers in its response what fits, and gets the rest sent. */
function paper(choices: number) {
  const shown = new Map<string, Shown[]>();
  const keys = new Set<string>();
  const answered = new Set<string>();
  let broken = 0;
  const put = (who: string, text: string, buttons: readonly string[]) =>
    shown.set(who, [...(shown.get(who) ?? []), { text, buttons }]);
  const channel: Channel = {
    name: 'paper',
    limits: { textBytes: 600, choices, choiceBytes: 100, leastChoices: 1 },
    carryAfter: 1_000,
    doors: [],
    settle: async () => {},
    send: async ({ identity, piece, key }) => {
      if (broken > 0) {
        broken -= 1;
        throw new Error('the platform is down');
      }
      if (!keys.has(key))
        put(
          identity.externalId,
          piece.text,
          piece.choices.map(({ label }) => label),
        );
      keys.add(key);
      return { type: 'sent' };
    },
    receive: async (desk, { body }) => {
      const at = desk.clock();
      const { externalId = '', id = '', text = '' } = JSON.parse(body);
      if (text === '') return new Response(null, { status: 200 });
      const message = { type: 'text', text } as const;
      const identity = await converse(desk, channel, {
        externalId,
        messageId: id,
        reference: {},
        message,
        at,
      });
      const { conversationId } = identity;
      return new Response(await carryInReply(desk, { conversationId, messageId: id, at }, channel));
    },
  };
  const post = {
    method: 'POST',
    url: new URL('http://127.0.0.1/'),
    headers: new Headers(),
    address: '',
  } as const;
  return {
    channel,
    say: async (desk, who, id, text) => {
      const externalId = `paper-${who}`;
      const body = JSON.stringify({ externalId, id, text });
      const said = await (await channel.receive(desk, { ...post, body })).text();
      // The platform shows the response to one of the resends.
      if (said !== '' && !answered.has(id)) put(externalId, said, []);
      if (said !== '') answered.add(id);
    },
    strange: async (desk) => (await channel.receive(desk, { ...post, body: '{}' })).status,
    shown: (who) => shown.get(`paper-${who}`) ?? [],
    breakDown: (times) => {
      broken = times;
    },
    close: async () => {},
  } satisfies Parameters<typeof channelContract>[1] extends () => Promise<infer S> ? S : never;
}

channelContract('of numbered lines', async () => paper(0));
channelContract('of buttons', async () => paper(20));

describe('a server', () => {
  test('carries by itself what is said, at once and after a fault of the platform', async () => {
    const stage = paper(20);
    const desk = await testDesk(await shippedAdvisor(), null, {
      testClock: false,
      carriers: new Map([['paper', stage.channel]]),
    });
    const stop = startClockwork(desk);
    await stage.say(desk, 'mei', 'm1', '刷卡没到账');
    await expect.poll(() => stage.shown('mei').length, { timeout: 5_000 }).toBeGreaterThan(1);
    const before = stage.shown('mei').length;
    stage.breakDown(1);
    await stage.say(desk, 'mei', 'm2', '转人工');
    await expect.poll(() => stage.shown('mei').length, { timeout: 15_000 }).toBeGreaterThan(before);
    await stop();
    desk.close();
  });
});
