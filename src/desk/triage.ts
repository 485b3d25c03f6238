import { begin, type Conversation } from '../conversation/conversation.ts';
import { transition } from '../conversation/transition.ts';
import { type Told, type Triage, triage } from '../conversation/triage.ts';
import { isTranscript } from '../nlu/transcript/transcript.ts';
import { mask } from '../privacy/mask.ts';
import { type Advisor, understood } from './advisor.ts';
import { storable } from './door.ts';

/** The verdict on a message or transcript that an agent pastes: that of the talk which it tells, each answer read in
 * the light of the question before it. `asked`: the slot whose question the text answers. */
export function triageText(advisor: Advisor, text: string, at: number, asked: string | null): Triage {
  const clean = mask(storable(text)).text;
  const lines = advisor.pasted.lines(clean, at);
  const heard = isTranscript(lines) ? lines : [{ speaker: 'merchant', text: clean, start: 0, at } as const];
  const retelling = new Retelling(advisor, asked);
  for (const line of heard) {
    if (line.speaker === 'agent') retelling.desk(line.text);
    else retelling.merchant(line.text, line.start, line.at ?? at);
  }
  const { told, talk } = retelling;
  return triage(advisor.expert, { text: clean, told, talk }, at);
}

/** A talk held elsewhere, held again with our engine. */
class Retelling {
  talk: Conversation;
  readonly told: Told[] = [];
  readonly #advisor: Advisor;
  /** what the engine would have said to the last message, and what the desk did say; null: nothing yet */
  #ours: string | null = null;
  #theirs = '';
  /** slot id → how often it was truly asked */
  #asked: Conversation['asked'];

  constructor(advisor: Advisor, asked: string | null) {
    this.#advisor = advisor;
    this.#asked = asked === null ? {} : { [asked]: 1 };
    this.talk = { ...begin(''), asking: asked, asked: this.#asked };
  }

  /** Words of the desk. */
  desk(text: string): void {
    this.#theirs += text;
  }

  /** Words of the merchant, at an instant (epoch ms). */
  merchant(text: string, start: number, at: number): void {
    if (this.told.length > 0 || this.#theirs !== '') this.#hearDesk(text);
    const understanding = understood(this.#advisor, this.talk, text, at);
    const event = { type: 'said', at, understanding, masked: false } as const;
    const [next, effects] = transition(this.#advisor.expert, this.talk, event);
    this.talk = next;
    this.told.push({ understanding, start });
    this.#ours = effects.map((effect) => (effect.type === 'reply' ? effect.reply.text : '')).join('');
    this.#theirs = '';
  }

  /** Where the desk said what the engine would have said, the talk goes on as it is. Else only what the desk asked is
   * open to this answer, and nothing counts as asked that was not. */
  #hearDesk(answer: string): void {
    if (this.#ours !== null && squeezed(this.#ours) === squeezed(this.#theirs)) {
      this.#asked = this.talk.asked;
      return;
    }
    const slot = this.#askedFor(answer);
    if (slot !== null) this.#asked = { ...this.#asked, [slot]: (this.#asked[slot] ?? 0) + 1 };
    const { status } = this.talk;
    this.talk = {
      ...this.talk,
      asking: slot,
      asked: this.#asked,
      // Whoever asks has taken the talk up.
      status: slot === null ? status : 'asking',
      misses: 0,
      offered: null,
      inquiry: null,
    };
  }

  /** The slot that the desk asked for. The place of a choice answers our own list of them only. */
  #askedFor(answer: string): string | null {
    const { asks, isPlace } = this.#advisor.pasted;
    const question = asks(this.#theirs);
    return question === null || (!question.ours && isPlace(answer)) ? null : question.slot;
  }
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, '');
}
