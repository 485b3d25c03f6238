import type { Expert } from '../conversation/expert.ts';
import type { Dialog } from '../dialog/dialog.ts';
import type { Visit } from './explore.ts';

/** What was reached so far: lines of trees, slots asked by a choice line, causes that came first. */
export class Survey {
  states = 0;
  ended = 0;
  /** ended without a judgement, with a person asked to take over */
  unsure = 0;
  /** questions of the longest talk */
  longest = 0;
  /** "tree step" → states */
  readonly steps = new Map<string, number>();
  /** "tree step slot" */
  readonly asked = new Set<string>();
  readonly causes = new Set<string>();

  note({ node: { conversation }, decision }: Visit): void {
    this.states += 1;
    const { asking, status, diagnosis } = conversation;
    this.longest = Math.max(this.longest, Object.keys(conversation.asked).length);
    if (asking === null) this.ended += 1;
    if (status === 'handoff') this.unsure += 1;
    const first = diagnosis?.causes[0]?.id;
    if (first !== undefined) this.causes.add(first);
    const { position, dialog, danger } = decision;
    if (position.type === 'pass' || position.step === null) return;
    const tree = danger === null ? (dialog?.id ?? '') : 'first';
    const line = `${tree} ${position.step}`;
    this.steps.set(line, (this.steps.get(line) ?? 0) + 1);
    if (position.type === 'ask') this.asked.add(`${line} ${position.slot}`);
  }

  reached(dialog: Dialog, step: number): boolean {
    return this.steps.has(`${dialog.id} ${step}`);
  }

  asks(dialog: Dialog, step: number, slot: string): boolean {
    return this.asked.has(`${dialog.id} ${step} ${slot}`);
  }
}

/** All trees of a content, the danger signs first. */
export function treesOf({ content }: Expert): readonly Dialog[] {
  return [content.first, ...Object.values(content.dialogs).flat()];
}
