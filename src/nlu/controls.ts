import { anyOf, type Lists } from '../dialog/phrase.ts';
import { CONTROLS, type Control } from './understanding.ts';

/** The wish a text states about the talk itself. `facts`: how many facts it states besides. */
export type ControlReader = (text: string, facts: number) => Control | null;

/** Tried in this order: what must not be missed comes first. */
const ORDER: readonly Control[] = [
  'human',
  'bot_question',
  'restart',
  'back',
  'correct',
  'repeat',
  'why',
  'cancel',
  'wait',
  'thanks',
  'greet',
  'bye',
];
/** These count however much else is said. */
const ALWAYS: ReadonlySet<Control> = new Set(['human', 'bot_question', 'correct']);
/** So much may be said besides a wish about the talk before it is a sentence of its own. */
const BESIDE = 7;
const BESIDE_FACTS = 2;
/** The words of these often name a slot: 为什么要知道哪天刷的, 等下来客人了. */
const WORDY: ReadonlySet<Control> = new Set(['why', 'wait', 'repeat']);

/** Compiles the lists control_… of the vocabulary. */
export function createControlReader(lists: Lists): ControlReader {
  const patterns = new Map(
    CONTROLS.map((control) => [control, new RegExp(anyOf(lists[`control_${control}`] ?? [], lists))]),
  );
  const gate = new RegExp([...patterns.values()].map(({ source }) => source).join('|'));
  return (text, facts) => {
    if (!gate.test(text)) return null;
    const room = facts === 0 ? BESIDE : BESIDE_FACTS;
    return (
      ORDER.find((control) => {
        const match = patterns.get(control)?.exec(text) ?? null;
        if (match === null) return false;
        const beside = text.length - match[0].length;
        return ALWAYS.has(control) || beside <= (WORDY.has(control) ? BESIDE : room);
      }) ?? null
    );
  };
}
