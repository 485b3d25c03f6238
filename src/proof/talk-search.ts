import type { Expert } from '../conversation/expert.ts';
import { UNKNOWN } from '../knowledge/condition.ts';
import { treeOf } from './check-record.ts';
import { fixedNumbers } from './fixed-numbers.ts';
import { MerchantModel } from './merchant-model.ts';
import type { Statements } from './move.ts';
import { START } from './node.ts';
import { playScript, type RecordedTalk, recordOf, type Script } from './recorded-talk.ts';
import { representativeTimes } from './sale-times.ts';
import { openingFor } from './told-openings.ts';
import { type Variant, variantsOf } from './variant.ts';
import { startsOf } from './walkthrough.ts';
import { witnessedBy } from './witness.ts';

/** How many talks are tried. */
export interface SearchEffort {
  /** with merchants as the evidence expects them, for every way to begin */
  readonly natural: number;
  /** with what a line demands told at once, for every part that no talk has shown to matter yet */
  readonly told: number;
}

/** What `daozhang record` affords. */
export const RECORD_EFFORT: SearchEffort = { natural: 200, told: 4000 };

const SEED = 11;

/** Looks for talks that show of every part of every tree that it matters: without it, the talk would ask something
 * else or be judged otherwise. */
export class TalkSearch {
  /** the talks found, with the trees they begin in */
  readonly talks: (readonly [string, RecordedTalk])[] = [];
  readonly #expert: Expert;
  readonly #open: Set<Variant>;
  readonly #number = fixedNumbers(SEED);

  constructor(expert: Expert) {
    this.#expert = expert;
    this.#open = new Set(variantsOf(expert.content));
  }

  /** The parts that no talk has shown to matter. */
  get unseen(): readonly Variant[] {
    return [...this.#open];
  }

  /** Keeps a talk, whatever it shows. */
  keep(script: Script): void {
    const nodes = playScript(this.#expert, script);
    for (const node of nodes) {
      for (const variant of witnessedBy(this.#expert, node, this.#open)) this.#open.delete(variant);
    }
    const tree = treeOf(this.#expert, nodes[0] ?? START);
    this.talks.push([tree, recordOf(this.#expert, script, nodes)]);
  }

  /** Tries talks until each part is seen to matter or the effort is spent. */
  search({ natural, told }: SearchEffort): void {
    const { content } = this.#expert;
    const times = representativeTimes(content);
    for (const start of startsOf(this.#expert)) {
      const model = new MerchantModel(this.#expert, times, start);
      for (let i = 0; i < natural && this.#open.size > 0; i++) {
        const { at, answers } = model.draw(this.#number);
        this.#try({ at, told: start, answers });
      }
    }
    for (const variant of this.unseen) {
      for (let i = 0; i < told && this.#open.has(variant); i++) this.#try(this.#tellingScript(variant));
    }
  }

  /** Keeps a talk that shows something new. */
  #try(script: Script): void {
    const before = this.#open.size;
    this.keep(script);
    if (this.#open.size === before) this.talks.pop();
  }

  /** A merchant who tells at once what a line demands, and answers the rest by chance. */
  #tellingScript(variant: Variant): Script {
    const { content } = this.#expert;
    const { told, at, span } = openingFor(content, variant, this.#number);
    const answers: Statements = Object.fromEntries(
      Object.values(content.slots).map(({ id, kind, options }) => {
        const values = kind === 'code' ? Object.keys(content.codes) : options.map((option) => option.id);
        return [id, [...values, UNKNOWN][Math.floor(this.#number() * (values.length + 1))] ?? UNKNOWN];
      }),
    );
    return { at, told, answers: { ...answers, [content.roles.saleTime]: span } };
  }
}
