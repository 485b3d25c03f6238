import { say } from '../../conversation/wording.ts';
import type { CaseInHand } from '../../desk/cases/case-in-hand.ts';
import type { Tidings } from '../../desk/cases/seat-carrier.ts';
import type { Desk } from '../../desk/desk.ts';
import { agentOf } from '../../desk/login/agent.ts';
import type { Seat } from '../../store/staff/seat.ts';
import type { CaseCard, NoteType } from '../../store/staff/seat-note.ts';
import type { AdaptiveCard } from './adaptive-card.ts';
import { caseButtons, replyForm } from './case-buttons.ts';
import { caseCard } from './case-card.ts';
import { lineCard } from './line-card.ts';
import { referenceSchema } from './reach.ts';

const LEADS: Readonly<Record<Exclude<NoteType, 'line'>, string>> = {
  urgent: 'teams_news_urgent',
  escalated: 'teams_news_escalated',
  assigned: 'teams_news_assigned',
  taken: 'teams_case_taken',
  due: 'teams_news_due',
};

/** What somebody of the desk is told, as a card. */
export function tidingsCard(desk: Desk, seat: Seat, { type, about, line, at }: Tidings): AdaptiveCard {
  const { content } = desk.advisor.expert;
  const { one } = about;
  if (type === 'line') {
    const actions = [replyForm(content, one.id, '', { line: String(line?.seq ?? 0) })];
    return lineCard(content, one.number, line?.text ?? '', { actions });
  }
  const actions = caseButtons(content, about, { agent: agentOf(seat.user), at });
  const userId = referenceSchema.parse(seat.reference).user.id;
  return caseCard(content, about, at, { actions, lead: say(content, LEADS[type]), userId });
}

/** A card of a case as it is now, for whoever asked for it; null: they do not work here any more. */
export async function cardNow(
  desk: Desk,
  { userId, reference }: CaseCard,
  about: CaseInHand,
  at: number,
): Promise<AdaptiveCard | null> {
  const user = await desk.store.users.byId(userId);
  if (user === null || user.disabledAt !== null) return null;
  const { content } = desk.advisor.expert;
  const actions = caseButtons(content, about, { agent: agentOf(user), at });
  return caseCard(content, about, at, { actions, userId: referenceSchema.parse(reference).user.id });
}
