import type { Content } from '../content/content.ts';
import { timeText } from '../conversation/wording.ts';
import type { Facts } from '../dialog/slot.ts';
import { differing, type Outcome } from './impact.ts';
import { valueText } from './move.ts';

/** A talk that comes out otherwise, and what was known at its end. */
export interface Changed {
  readonly name: string;
  readonly facts: Facts;
  readonly before: Outcome;
  readonly now: Outcome;
}

/** What the talks came to. */
export interface Impact {
  readonly changed: readonly Changed[];
  /** how many talks there were, of which kinds */
  readonly counts: string;
  /** what talks begun on the earlier version would lose */
  readonly lost: readonly string[];
}

/** So many changed talks are shown. */
const SHOWN = 20;

const PARTS: Readonly<Record<keyof Outcome, string>> = {
  questions: '问',
  cause: '判断',
  due: '到账时间',
  contacts: '联系谁',
};

/** Whom a change of the content concerns, as an author reads it: in the names of the content, the earlier version first. */
export function impactReport(
  [before, now]: readonly [Content, Content],
  { changed, counts, lost }: Impact,
): string {
  const lines = changed
    .slice(0, SHOWN)
    .flatMap((one) => [
      one.name,
      `  知道：${factsText(before, one.facts)}`,
      ...differing(one.before, one.now).map(
        (part) => `  ${PARTS[part]}：${partText(before, one.before, part)} → ${partText(now, one.now, part)}`,
      ),
    ]);
  const more = changed.length > SHOWN ? [`... and ${changed.length - SHOWN} more`] : [];
  const losses = lost.map((what) => `lost and not declared in dialogs/renamed/: ${what}`);
  return `${[...lines, ...more, ...losses, total({ changed, counts, lost })].join('\n')}\n`;
}

function total({ changed, counts, lost }: Impact): string {
  const count = (part: keyof Outcome): number =>
    changed.filter(({ before, now }) => differing(before, now).includes(part)).length;
  const parts = `questions ${count('questions')}, diagnosis ${count('cause')}, due date ${count('due')}, contacts ${count('contacts')}`;
  return `${counts}: ${changed.length} differ (${parts}); ${lost.length} facts lost`;
}

function factsText(content: Content, facts: Facts): string {
  return Object.entries(facts)
    .map(([slot, { value }]) => `${content.slots[slot]?.name ?? slot} ${valueText(content, slot, value)}`)
    .join('、');
}

function partText(content: Content, outcome: Outcome, part: keyof Outcome): string {
  switch (part) {
    case 'questions':
      return listed(outcome.questions.map((slot) => content.slots[slot]?.name ?? slot));
    case 'cause':
      return outcome.cause === null ? '还没有' : (content.causes[outcome.cause]?.name ?? outcome.cause);
    case 'due':
      return outcome.due === null ? '算不出' : timeText(content, Date.parse(outcome.due));
    case 'contacts':
      return listed(
        outcome.contacts.map(({ id, phone }) => `${content.contacts[id]?.name ?? id}${phone ?? ''}`),
      );
  }
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? '没有' : names.join('、');
}
