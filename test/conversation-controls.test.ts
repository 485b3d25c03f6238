import { beforeAll, describe, expect, test } from 'vitest';
import type { Conversation } from '../src/conversation/conversation.ts';
import type { Event } from '../src/conversation/event.ts';
import { createExpert, type Expert } from '../src/conversation/expert.ts';
import { shippedContent } from './support/content.ts';
import { DEBIT, NOW, playEvents, said, TROUBLE } from './support/engine.ts';
import { heard } from './support/understood.ts';

let expert: Expert;
beforeAll(async () => {
  expert = createExpert(await shippedContent());
});

const play = (events: readonly Event[], from?: Conversation) => playEvents(expert, events, from);
const reply = (id: string): string => expert.content.replies[id] ?? `no reply ${id}`;
const ask = (slot: string): string => expert.content.slots[slot]?.question ?? `no question ${slot}`;

describe('controls', () => {
  test.each([
    ['thanks', 'thanks'],
    ['greet', 'greet'],
    ['bot_question', 'bot'],
    ['why', 'why_none'],
  ] as const)('“%s” before anything was asked gets its sentence alone', (control, id) => {
    expect(play([said({ control })]).texts).toEqual([reply(id)]);
  });

  test.each([
    ['wait', 'wait'],
    ['cancel', 'cancel'],
    ['bye', 'bye'],
    ['correct', 'correct_prompt'],
  ] as const)('after “%s” the open question waits without being put again', (control, id) => {
    const { texts, now } = play([said(TROUBLE), said({ control })]);
    expect(texts).toEqual([reply(id)]);
    expect(now.asking).toBe('txn_at');
  });

  test('why is answered with the reason of the question, or of the answer', () => {
    const why = play([said(TROUBLE), said({ control: 'why' })]).texts[0];
    expect(why).toContain(expert.content.slots.txn_at?.why);
    const because = play([said({ ...TROUBLE, facts: DEBIT }), said({ control: 'why' })]).texts[0];
    expect(because).toContain(expert.content.slots.card_type?.options[0]?.fact);
  });

  test('courtesy puts the open question again once, then only recalls it', () => {
    const thanks = said({ control: 'thanks' });
    expect(play([said(TROUBLE), thanks]).texts[1]).toContain(ask('txn_at'));
    expect(play([said(TROUBLE), thanks, thanks]).texts[1]).toBe(reply('still_open'));
  });

  test('repeats the question or the answer, and greets where nothing was said', () => {
    const again = said({ control: 'repeat' });
    expect(play([again]).texts).toEqual([reply('greet')]);
    expect(play([{ type: 'opened', at: NOW }, again]).texts).toEqual([reply('greeting')]);
    expect(play([said(TROUBLE), said({}), again]).texts).toEqual([ask('txn_at')]);
  });

  test.each(['thanks', 'bye', 'cancel'] as const)(
    '“%s” closes an answered talk, and only that',
    (control) => {
      expect(play([said({ ...TROUBLE, facts: DEBIT }), said({ control })]).now.status).toBe('closed');
      expect(play([said(TROUBLE), said({ control })]).now.status).toBe('asking');
    },
  );

  test('thanks for a warning are not answered with good wishes for business', () => {
    const danger = said({ facts: [heard('scam_sign', 'yes')] });
    expect(play([danger, said({ control: 'thanks' })]).texts).toEqual([reply('thanks_danger')]);
  });

  test('going back before the first step says so, and before the first fact starts over', () => {
    const back = said({ control: 'back' });
    expect(play([back]).texts).toEqual([reply('back_none')]);
    const { texts, now } = play([said(TROUBLE), back]);
    expect(texts).toEqual([reply('back_done'), reply('greeting_again')]);
    expect([now.asking, now.facts]).toEqual([null, {}]);
  });

  test('a notice about personal data is said before a courtesy', () => {
    expect(play([said({ control: 'thanks' }, NOW, true)]).texts).toEqual([reply('masked'), reply('thanks')]);
  });

  test('starting over forgets everything but the turns', () => {
    const { now } = play([said({ ...TROUBLE, facts: DEBIT }), said({ control: 'restart' })]);
    expect(now).toMatchObject({ facts: {}, asked: {}, past: [], diagnosis: null, turn: 2, status: 'asking' });
  });
});

describe('what is not understood', () => {
  test('is asked again, then left open, and the third time in a row a person takes over', () => {
    const turns = [said(TROUBLE), said({}), said({}), said({})];
    expect(play(turns.slice(0, 2)).texts).toEqual([reply('not_understood'), ask('txn_at')]);
    const second = play(turns.slice(0, 3));
    expect(second.texts[0]).toBe(reply('not_understood_again'));
    expect(second.now.facts.txn_at?.value).toBe('unknown');
    const third = play(turns);
    expect(third.now.status).toBe('handoff');
    expect(third.effects.map((effect) => effect.type)).toContain('hand-off');
  });

  test('before any trouble is named brings the question for it', () => {
    expect(play([said({})]).texts).toEqual([reply('not_understood_first'), ask('issue_kind')]);
  });

  test('after the answer leads to a short reminder, not to the whole answer again', () => {
    const { texts } = play([said({ ...TROUBLE, facts: DEBIT }), said({})]);
    expect(texts[0]).toBe(reply('not_understood'));
    expect(texts[1]).toContain(reply('unchanged'));
    expect(texts[1]).not.toContain(reply('steps'));
  });

  test('is forgiven after a message that is understood', () => {
    const { now } = play([said(TROUBLE), said({}), said({ facts: [heard('card_type', 'credit')] })]);
    expect(now.misses).toBe(0);
  });
});
