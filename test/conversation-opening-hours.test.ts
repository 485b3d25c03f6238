import { describe, expect, test } from 'vitest';
import type { Content } from '../src/content/content.ts';
import { begin, type Conversation } from '../src/conversation/conversation.ts';
import { createExpert } from '../src/conversation/expert.ts';
import { handOff } from '../src/conversation/hand-off.ts';
import { openingHours, waitText } from '../src/conversation/opening-hours.ts';
import { shippedContent } from './support/shipped-content.ts';

const content = await shippedContent();
const at = (time: string) => Date.parse(`${time}:00+08:00`);

function withHours(hours: Partial<Content['service']['hours']>): Content {
  return { ...content, service: { ...content.service, hours: { ...content.service.hours, ...hours } } };
}

describe('When people answer', () => {
  const own = withHours({
    workday: [{ from: '09:00', to: '18:00' }],
    dayOff: [{ from: '10:00', to: '16:00' }],
  });

  test('is told with the hours while they are there', () => {
    expect(openingHours(own, at('2026-11-18T10:00')).open).toBe(true);
    expect(waitText(own, at('2026-11-18T10:00'))).toMatch(/9:00.*18:00.*10:00.*16:00/);
  });

  test('is told with the next hour of the same day, or with the day', () => {
    expect(waitText(own, at('2026-11-18T07:30'))).toContain('9:00');
    expect(waitText(own, at('2026-11-18T20:00'))).toContain('11月19日');
  });

  test('names workdays alone where nobody answers on days off', () => {
    const text = openingHours(
      withHours({ workday: own.service.hours.workday, dayOff: [] }),
      at('2026-11-21T10:00'),
    );
    expect(text.open).toBe(false);
    expect(text.text).not.toContain('16:00');
  });

  test('is no date where nobody ever answers', () => {
    const never = withHours({ workday: [], dayOff: [] });
    expect(openingHours(never, at('2026-11-18T10:00')).nextChange).toBeNull();
    expect(waitText(never, at('2026-11-18T10:00'))).not.toMatch(/月/);
  });
});

describe('Whoever asks for a person', () => {
  const expert = createExpert(content);
  const day = { from: '2026-09-30T00:00:00+08:00', to: '2026-09-30T23:59:00+08:00' };
  const talk = (facts: Readonly<Record<string, string | typeof day>>): Conversation => ({
    ...begin('talk'),
    facts: Object.fromEntries(
      Object.entries(facts).map(([slot, value]) => [slot, { value, said: '', turn: 1 }]),
    ),
  });

  test('is told the usual date without being asked how the money comes', () => {
    const [next] = handOff(
      expert,
      talk({ issue_kind: 'not_arrived', txn_at: day }),
      at('2026-10-05T10:00'),
      [],
    );
    expect(next.diagnosis?.dueAt).toBe('2026-10-08T18:00:00+08:00');
    expect(next.facts).not.toHaveProperty('settlement_mode');
  });

  test('is told no date where the sale is not known', () => {
    const [next] = handOff(expert, talk({ scam_sign: 'yes' }), at('2026-10-05T10:00'), []);
    expect(next.diagnosis?.dueAt).toBeNull();
  });
});
