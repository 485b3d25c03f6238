import type { Content } from '../content/content.ts';
import type { Situation } from '../dialog/situation.ts';
import type { Node } from './node.ts';
import { TimeClasses } from './time-classes.ts';

/** Short exact names for states: all that the engine can still look at, one character a feature. */
export class StateKeys {
  readonly #times: TimeClasses;
  readonly #saleTime: string;
  readonly #signs = new Map<string, string>();

  constructor(content: Content) {
    this.#times = new TimeClasses(content);
    this.#saleTime = content.roles.saleTime;
  }

  of({ conversation, move }: Node, situation: Situation): string {
    const features = [`${conversation.status} ${conversation.asking}`];
    for (const [slot, value] of Object.entries(situation.known)) features.push(`${slot}=${value}`);
    for (const slot of situation.stated) features.push(`${slot}!`);
    for (const slot of situation.open) features.push(`${slot}?`);
    for (const slot of Object.keys(conversation.asked)) features.push(`${slot} asked`);
    const time = conversation.facts[this.#saleTime];
    if (time !== undefined) features.push(this.#times.of(time, move?.event.at ?? 0, situation));
    return features
      .map((feature) => this.#sign(feature))
      .sort()
      .join('');
  }

  #sign(feature: string): string {
    const sign = this.#signs.get(feature) ?? String.fromCharCode(this.#signs.size + 1);
    this.#signs.set(feature, sign);
    return sign;
  }
}
