type Chance = () => number;

/** A text that a regular expression matches, one of many, left to chance. What stands ahead or must not stand there
 * is not looked at, so the text has to be tried. */
export function textMatching(source: string, chance: Chance): string {
  return new Sampler(source, chance).any();
}

/** How often something that may be left out is there. */
const OFTEN = 0.4;
const ANYTHING = ['这', '那', '再'];
const CLASSES: Readonly<Record<string, string>> = { d: '5', s: ' ', S: '这', w: 'a', n: '\n' };

/** Reads the source once from left to right; each group is sampled where it is met. */
class Sampler {
  readonly #source: string;
  readonly #chance: Chance;
  #at = 0;

  constructor(source: string, chance: Chance) {
    this.#source = source;
    this.#chance = chance;
  }

  /** One of the alternatives up to the end of the group. */
  any(): string {
    const ways = [this.#sequence()];
    while (this.#source[this.#at] === '|') {
      this.#at += 1;
      ways.push(this.#sequence());
    }
    return this.#pick(ways) ?? '';
  }

  #sequence(): string {
    let text = '';
    while (this.#at < this.#source.length && !'|)'.includes(this.#source[this.#at] ?? '')) {
      const start = this.#at;
      const first = this.#atom();
      const end = this.#at;
      const times = this.#times();
      const after = this.#at;
      // Each repetition is sampled anew from the same stretch of the source.
      for (let i = 0; i < times; i++) {
        this.#at = start;
        text += i === 0 ? first : this.#atom();
      }
      this.#at = times > 1 ? after : Math.max(end, after);
    }
    return text;
  }

  #atom(): string {
    const sign = this.#source[this.#at] ?? '';
    this.#at += 1;
    if (sign === '(') return this.#group();
    if (sign === '[') return this.#class();
    if (sign === '.') return this.#pick(ANYTHING) ?? '';
    if (sign === '^' || sign === '$') return '';
    if (sign !== '\\') return sign;
    const escaped = this.#source[this.#at] ?? '';
    this.#at += 1;
    return CLASSES[escaped] ?? escaped;
  }

  #group(): string {
    const kind = /^\?(?::|<?[=!])/.exec(this.#source.slice(this.#at))?.[0] ?? '';
    this.#at += kind.length;
    const text = this.any();
    this.#at += 1;
    // Only what has to stand before is written out.
    return kind === '' || kind === '?:' || kind === '?<=' ? text : '';
  }

  #class(): string {
    const end = this.#source.indexOf(']', this.#at + 1);
    const signs = this.#source.slice(this.#at, end);
    this.#at = end + 1;
    if (signs.startsWith('^')) return this.#pick(ANYTHING) ?? '';
    const plain = signs.replace(/\\(.)/g, (_, sign: string) => CLASSES[sign] ?? sign);
    return this.#pick([...plain.replace(/(.)-./gu, '$1')]) ?? '';
  }

  /** How many times what was just read is written. */
  #times(): number {
    const [all, sign, least = '0', most = least] =
      /^(?:([?*+])|\{(\d+)(?:,(\d*))?\})\??/.exec(this.#source.slice(this.#at)) ?? [];
    if (all === undefined) return 1;
    this.#at += all.length;
    const from = sign === '+' ? 1 : Number(least);
    const open = sign !== undefined || Number(most === '' ? from + 1 : most) > from;
    return open && this.#chance() < OFTEN ? from + 1 : from;
  }

  #pick<T>(all: readonly T[]): T | undefined {
    return all[Math.floor(this.#chance() * all.length)];
  }
}
