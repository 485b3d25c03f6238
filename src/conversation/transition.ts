import { chose } from './chose.ts';
import { CHINESE, type Conversation } from './conversation.ts';
import type { Event } from './event.ts';
import { type Expert, speaking } from './expert.ts';
import { migrate } from './migrate.ts';
import { attended } from './person.ts';
import { said } from './said.ts';
import { answered, type Step, text } from './step.ts';
import { say } from './wording.ts';

/** The whole engine: what becomes of a talk when something happens. Pure: no clock, no I/O, no chance. */
export function transition(expert: Expert, before: Conversation, event: Event): Step {
  const version = expert.content.version;
  const conversation = migrate(expert.content, before);
  if (event.type === 'opened') {
    const { content } = speaking(expert, conversation);
    return answered({ ...conversation, version }, [text(say(content, 'greeting'))]);
  }
  if (event.type !== 'said' && event.type !== 'chose') {
    return attended(speaking(expert, conversation), conversation, event) ?? [conversation, []];
  }
  const locale = localeAfter(expert, conversation, event);
  const next: Conversation = { ...conversation, locale, version, turn: conversation.turn + 1 };
  const own = speaking(expert, next);
  return event.type === 'said' ? said(own, next, event) : chose(own, next, event);
}

/** Whoever writes plainly in a language we have wording for is answered in it from then on. */
function localeAfter(expert: Expert, { locale }: Conversation, event: Event): string {
  const language = event.type === 'said' ? event.understanding.language : null;
  if (language === 'zh') return CHINESE;
  return language !== null && Object.hasOwn(expert.languages, language) ? language : locale;
}
