import type { Dialog } from '../dialog/dialog.ts';
import type { Slot } from '../dialog/slot.ts';
import type { Cause, CauseAdvice } from '../knowledge/cause.ts';
import { holesOf } from '../knowledge/sentence.ts';
import type { Settlement } from '../knowledge/settlement.ts';
import type { Content } from './content.ts';
import { mapValues } from './resolve.ts';
import type { AdviceWords, CauseWords, SlotWords, Translation } from './translation.ts';

/** The content as it is said in another language: every id, weight and rule the same, the wording replaced where
 * there is a translation. What is read (phrases, vocabulary, examples) stays. */
export function localised(content: Content, words: Translation): Content {
  const say = (sentence: string): string => words.sentences[sentence] ?? sentence;
  const dialog = (one: Dialog): Dialog => localDialog(one, say);
  return {
    ...content,
    slots: mapValues(content.slots, (slot) => localSlot(slot, words.slots[slot.id])),
    first: dialog(content.first),
    dialogs: mapValues(content.dialogs, (dialogs) => dialogs.map(dialog)),
    causes: mapValues(content.causes, (cause) => localCause(cause, words.causes[cause.id], say)),
    contacts: mapValues(content.contacts, (contact) => {
      const own = words.contacts[contact.id];
      return own === undefined ? contact : { ...contact, name: own.name, scope: own.scope ?? contact.scope };
    }),
    codes: mapValues(content.codes, (code) => ({ ...code, means: say(code.means), do: say(code.do) })),
    settlement: localSettlement(content.settlement, say),
    holidays: {
      ...content.holidays,
      off: mapValues(content.holidays.off, say),
      work: mapValues(content.holidays.work, say),
    },
    articles: mapValues(content.articles, (article) => ({
      ...article,
      text: words.articles[article.id] ?? article.text,
    })),
    replies: mapValues(content.replies, (reply, id) => fitting(reply, words.replies[id])),
  };
}

type Say = (sentence: string) => string;

function localSlot(slot: Slot, words: SlotWords | undefined): Slot {
  if (words === undefined) return slot;
  return {
    ...slot,
    question: words.question ?? slot.question,
    why: words.why ?? slot.why,
    options: slot.options.map((option) => {
      const own = words.options[option.id];
      if (own === undefined) return option;
      const { label, fact, preface } = own;
      return { ...option, name: label, label, fact, preface: preface ?? option.preface };
    }),
  };
}

function localDialog(dialog: Dialog, say: Say): Dialog {
  const steps = dialog.steps.map((step) =>
    step.type === 'confirm' ? { ...step, say: say(step.say) } : step,
  );
  return { ...dialog, steps };
}

function localCause(cause: Cause, words: CauseWords | undefined, say: Say): Cause {
  const evidence = mapValues(cause.evidence, (values) =>
    mapValues(values, ({ is, since }) => ({ is, since: since === null ? null : say(since) })),
  );
  if (words === undefined) return { ...cause, evidence };
  const instead = parallel(cause.instead, words.instead, localAdvice);
  return { ...localAdvice(cause, words), evidence, name: words.name, instead };
}

function localAdvice<T extends CauseAdvice>(advice: T, words: AdviceWords): T {
  return {
    ...advice,
    summary: fitting(advice.summary, words.summary),
    steps: parallel(advice.steps, words.steps, spoken),
    prepare: parallel(advice.prepare, words.prepare, fitting),
    contacts: parallel(advice.contacts, words.contacts, spoken),
    wait: parallel(advice.wait, words.wait, fitting),
    next: fitting(advice.next, words.next),
    warnings: parallel(advice.warnings, words.warnings, spoken),
  };
}

function spoken<T extends { readonly say: string }>(item: T, own: string): T {
  return { ...item, say: fitting(item.say, own) };
}

/** The translation where there is one with the same holes: any other could not be filled, or would lose a date. */
function fitting(sentence: string, own: string | undefined): string {
  if (own === undefined) return sentence;
  const [meant, said] = [holesOf(sentence), holesOf(own)].map((holes) => [...new Set(holes)].sort().join());
  return meant === said ? own : sentence;
}

/** A list of another length translates an older one: nobody knows which sentence belongs to which. */
function parallel<T, W>(list: readonly T[], words: readonly W[], put: (item: T, own: W) => T): readonly T[] {
  if (list.length !== words.length) return list;
  return list.map((item, i) => {
    const own = words[i];
    return own === undefined ? item : put(item, own);
  });
}

function localSettlement(settlement: Settlement, say: Say): Settlement {
  const modes = mapValues(settlement.modes, (mode) => ({
    ...mode,
    rule: say(mode.rule),
    instead: mode.instead.map((other) => ({ ...other, because: say(other.because) })),
  }));
  return { ...settlement, modes };
}
