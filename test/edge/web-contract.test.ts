import { z } from 'zod';
import type { Channel } from '../../src/channels/channel.ts';
import { CHANNEL_LIMITS } from '../../src/conversation/limits.ts';
import type { Desk } from '../../src/desk/desk.ts';
import { lineSchema } from '../../src/web/wire.ts';
import { channelContract, type Stage } from '../contracts/channel.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import type { TestDesk } from '../support/desk.ts';
import { testWeb } from '../support/web.ts';

const never = () => Promise.reject(new Error('nothing is sent to our own page'));
/** What the contract asks of a channel besides its stage: our own page has no platform that calls or is called. */
const PAGE: Channel = {
  name: 'web',
  limits: CHANNEL_LIMITS.web,
  carryAfter: 0,
  doors: [],
  send: never,
  settle: async () => {},
  receive: never,
};
const lines = z.array(lineSchema);
const shownTurn = z.looseObject({
  asking: z.looseObject({
    slot: z.string(),
    choices: z.array(z.object({ label: z.string(), value: z.string() })),
  }),
});

/** Our own page over its HTTP interface: it opens a talk, posts with an id, and fetches what is said. */
async function stage(): Promise<Stage> {
  const advisor = await shippedAdvisor();
  const webs = new Map<Desk, ReturnType<typeof testWeb>>();
  const talks = new Map<string, Promise<Awaited<ReturnType<Awaited<ReturnType<typeof testWeb>>['open']>>>>();
  const ids = new Map<
    string,
    { readonly id: string; readonly web: Awaited<ReturnType<typeof testWeb>>; readonly token: string }
  >();
  const webOf = (desk: Desk) => {
    const web = webs.get(desk) ?? testWeb(advisor, { desk, testClock: false, clock: desk.clock });
    webs.set(desk, web);
    return web;
  };
  const talkOf = (desk: TestDesk, who: string) => {
    const opening =
      talks.get(who) ??
      webOf(desk).then(async (web) => {
        const talk = await web.open();
        ids.set(who, { id: talk.id, web, token: talk.token });
        return talk;
      });
    talks.set(who, opening);
    return opening;
  };
  const fetched = async (who: string) => {
    const talk = ids.get(who);
    if (talk === undefined) return [];
    const where = `/api/v1/conversations/${talk.id}/events?after=0`;
    return lines.parse(await (await talk.web.get(where, talk.token, { Accept: 'application/json' })).json());
  };
  return {
    channel: PAGE,
    fetches: (who) => ids.get(who)?.id ?? '',
    say: async (desk, who, id, text) => {
      await (await talkOf(desk, who)).send({ id, text });
    },
    press: async (desk, who, id, label) => {
      const talk = await talkOf(desk, who);
      const { asking } = shownTurn.parse(await (await talk.show()).json());
      const value = asking.choices.find((one) => one.label === label)?.value;
      await talk.send({ id, choice: { slot: asking.slot, value } });
    },
    strange: async (desk) => (await (await talkOf(desk, 'odd')).send({ type: 'sticker' })).status,
    shown: async (who) =>
      (await fetched(who))
        .filter(({ from }) => from !== 'merchant')
        .map(({ text, choices }) => ({ text, buttons: choices.map(({ label }) => label) })),
    // Nothing is sent, so nothing that sends can fail; what was not fetched is fetched later.
    breakDown: () => {},
    close: async () => {
      for (const web of webs.values()) (await web).stop();
    },
  };
}

channelContract('of our own page', stage);
