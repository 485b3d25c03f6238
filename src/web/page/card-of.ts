import type { Content } from '../../content/content.ts';
import { alternativesTo, certaintyOf, inDanger } from '../../conversation/answer.ts';
import { dayText, say, timeText } from '../../conversation/wording.ts';
import type { AdvisedContact, Diagnosis, Station } from '../../diagnosis/diagnosis.ts';
import { inARow } from '../../knowledge/sentence.ts';
import type { Card, ContactLine, StationLine } from '../merchant/view.ts';

const CERTAINTY = { sure: 'page_sure', likely: 'page_likely', unsure: 'page_unsure' } as const;
const STATION = {
  sale: 'page_time_sale',
  cutoff: 'page_time_cutoff',
  settlement: 'page_time_settlement',
  due: 'page_time_due',
} as const;

/** The answer worded for the page at an instant (epoch ms): the same as its text, in parts. */
export function cardOf(content: Content, diagnosis: Diagnosis, now: number): Card {
  const [first] = diagnosis.causes;
  const certainty = certaintyOf(diagnosis);
  const urgent = inDanger(diagnosis);
  return {
    name: first?.name ?? '',
    sure: say(content, CERTAINTY[certainty]),
    strength: certainty,
    summary: diagnosis.summary,
    urgent,
    ...(urgent ? NOT_DUE : duePart(content, diagnosis, now)),
    warnings: diagnosis.warnings,
    steps: diagnosis.steps,
    prepare: diagnosis.prepare,
    contacts: diagnosis.contacts.map((contact) => contactLine(content, contact)),
    after: inARow([diagnosis.wait, diagnosis.next]),
    because: (first?.because ?? []).map((reason) => reason.text),
    against: (first?.against ?? []).map((reason) => reason.text),
    others: alternativesTo(diagnosis),
  };
}

type DuePart = Pick<Card, 'due' | 'dueBasis' | 'timeline' | 'calendar'>;

const NOT_DUE: DuePart = { due: null, dueBasis: '', timeline: [], calendar: false };

function duePart(content: Content, diagnosis: Diagnosis, now: number): DuePart {
  const { dueAt, dueBasis, timeline = [] } = diagnosis;
  if (dueAt === null) return { ...NOT_DUE, dueBasis };
  const at = Date.parse(dueAt);
  return {
    due: say(content, 'before', { 时间: timeText(content, at) }),
    dueBasis,
    timeline: timeline.map((station) => stationLine(content, station, now)),
    calendar: at > now,
  };
}

function stationLine(content: Content, { step, at, exact }: Station, now: number): StationLine {
  const time = Date.parse(at);
  const day = dayText(content, time);
  const said = exact ? timeText(content, time) : day;
  return {
    name: say(content, STATION[step]),
    time: step === 'settlement' ? say(content, 'page_time_counted', { 日期: day }) : said,
    past: time <= now,
  };
}

// Only a number that was verified is shown, and only where it is one that can be dialled.
function contactLine(content: Content, { name, phone, when, verifiedOn }: AdvisedContact): ContactLine {
  const known = phone !== null && verifiedOn !== null && /^[0-9-]+$/.test(phone);
  return {
    name,
    phone: known ? phone : null,
    when,
    verified: known ? say(content, 'page_verified', { 日期: verifiedOn }) : '',
  };
}
