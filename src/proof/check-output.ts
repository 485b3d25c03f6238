import type { Content } from '../content/content.ts';
import { choicesFor } from '../conversation/ask.ts';
import { CHANNEL_LIMITS } from '../conversation/limits.ts';
import { bytesOf, piecesOf } from '../conversation/pieces.ts';
import type { Choice, Reply } from '../conversation/reply.ts';
import { fill, holesOf } from '../knowledge/sentence.ts';
import type { Findings, Where } from './finding.ts';
import { type HoleValues, holeValues } from './hole-values.ts';
import type { Node } from './node.ts';
import type { SaleTimes } from './sale-times.ts';
import { type Allowed, forbidden, LATIN, offences } from './scan.ts';
import { foreignSentences, sentencesOf } from './sentences.ts';

/** Looks at everything that is said: each line once, and each reply as a whole. */
export class OutputCheck {
  readonly #findings: Findings;
  readonly #allowed: Allowed;
  readonly #seen = new Set<string>();
  /** bytes of the longest reply */
  longest = 0;

  constructor(content: Content, findings: Findings) {
    this.#findings = findings;
    const phones = Object.values(content.contacts).flatMap(({ phone }) => (phone === null ? [] : [phone]));
    this.#allowed = { phones: new Set(phones), latin: LATIN };
  }

  /** How many different lines were looked at. */
  get lines(): number {
    return this.#seen.size;
  }

  /** Every sentence of the content, with every value that its holes can have here. */
  sentences(content: Content, times: SaleTimes): void {
    const values = holeValues(content, times);
    for (const { where, text } of sentencesOf(content)) {
      for (const said of filled(values, text)) this.#line(said, where, null);
    }
    for (const { where, text } of foreignSentences(content)) {
      for (const { code, message } of forbidden(text, this.#allowed))
        this.#findings.add(code, where, message);
    }
    for (const slot of Object.values(content.slots)) {
      if (slot.question !== null) this.#buttons(choicesFor(content, slot.id), slotAt(slot.name));
    }
  }

  /** What was said in one turn of a talk. */
  turn(node: Node): void {
    for (const effect of node.effects) if (effect.type === 'reply') this.#reply(effect.reply, node);
  }

  #reply(reply: Reply, node: Node): void {
    const { text } = reply;
    const cause = node.conversation.diagnosis?.causes[0]?.id;
    const where = cause === undefined ? REPLIES : { file: `knowledge/causes/${cause}.yaml`, path: ['steps'] };
    this.longest = Math.max(this.longest, bytesOf(text));
    for (const [channel, limits] of Object.entries(CHANNEL_LIMITS)) {
      // What every channel shows whole needs no closer look.
      if (bytesOf(text) <= limits.textBytes / 2) continue;
      const torn = piecesOf(reply, limits).find(({ whole }) => !whole);
      if (torn === undefined) continue;
      const end = torn.text.slice(-8);
      this.#findings.add('DZ123', where, `渠道 ${channel} 要把这条回复从句子中间断开：……${end}`, node);
    }
    for (const line of text.split('\n')) this.#line(line, where, node);
  }

  #line(line: string, where: Where, node: Node | null): void {
    if (this.#seen.has(line)) return;
    this.#seen.add(line);
    for (const { code, message } of offences(line, this.#allowed)) {
      this.#findings.add(code, where, `${message}：${line}`, node);
    }
  }

  #buttons(choices: readonly Choice[], where: Where): void {
    for (const [channel, limits] of Object.entries(CHANNEL_LIMITS)) {
      if (choices.length > limits.choices) {
        const message = `有 ${choices.length} 个按钮，渠道 ${channel} 只有 ${limits.choices} 个`;
        this.#findings.add('DZ124', where, message);
      }
      for (const { label } of choices) {
        if (bytesOf(label) > limits.choiceBytes) {
          this.#findings.add('DZ124', where, `按钮“${label}”在渠道 ${channel} 太长`);
        }
      }
    }
  }
}

const REPLIES: Where = { file: 'dialogs/replies.yaml', path: [] };

function slotAt(name: string): Where {
  return { file: 'dialogs/slots.yaml', path: [name, 'question'] };
}

/** A sentence with each value of each hole, the other holes at their first value. */
function filled(values: HoleValues, sentence: string): readonly string[] {
  const names = [...new Set(holesOf(sentence))];
  const first = Object.fromEntries(names.map((name) => [name, [...(values.get(name) ?? [''])][0]]));
  const ways = names.flatMap((name) =>
    [...(values.get(name) ?? [''])].map((value) => ({ ...first, [name]: value })),
  );
  return (ways.length === 0 ? [first] : ways).flatMap((holes) => fill(sentence, holes) ?? []);
}
