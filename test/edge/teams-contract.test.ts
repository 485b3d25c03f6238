import { createTeams } from '../../src/channels/teams/channel.ts';
import { channelContract, type Shown, type Stage } from '../contracts/channel.ts';
import { openConnector } from '../support/connector.ts';
import { activity, cardIn, post } from '../support/teams.ts';

/** Teams against a connector on loopback, with nobody to prove who they are. */
async function stage(): Promise<Stage> {
  const connector = await openConnector();
  const channel = createTeams({ app: null, agents: null });
  const person = (who: string) => ({
    from: { id: `teams-${who}` },
    conversation: { id: `c-${who}`, conversationType: 'personal' },
  });
  const shown = (who: string): Shown[] =>
    connector.sent
      .filter(({ conversation }) => conversation === `c-${who}`)
      .map(({ activity: sent }) => {
        const card = cardIn(sent);
        if (card === null) return { text: sent.text ?? '', buttons: [] };
        if (card.answers.length === 0) return { text: card.fallbackText, buttons: [] };
        const [first] = card.body;
        return { text: String(first?.text), buttons: card.answers.map(({ title }) => title) };
      });
  return {
    channel,
    shown,
    say: async (desk, who, id, text) => {
      await post(channel, desk, activity(connector.url, { ...person(who), id, text }));
    },
    press: async (desk, who, id, label) => {
      const cards = connector.sent.filter(({ conversation }) => conversation === `c-${who}`);
      const answers = cards.flatMap(({ activity: sent }) => cardIn(sent)?.answers ?? []);
      const data = answers.find(({ title }) => title === label)?.data;
      const action = { type: 'Action.Execute', verb: 'answer', data };
      const more = { ...person(who), id, type: 'invoke', name: 'adaptiveCard/action', text: undefined };
      await post(channel, desk, activity(connector.url, { ...more, value: { action } }));
    },
    strange: async (desk) =>
      (await post(channel, desk, activity(connector.url, { type: 'event', name: 'meetingStart', id: 'x' })))
        .status,
    breakDown: (times) => {
      connector.fault.times = times;
    },
    close: connector.close,
  };
}

channelContract('teams', stage);
