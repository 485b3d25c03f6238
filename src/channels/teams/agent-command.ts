/** What an agent writes to the bot. */
export type AgentCommand =
  | { readonly type: 'triage'; readonly text: string }
  | { readonly type: 'help' | 'unlink' }
  | { readonly type: 'link'; readonly code: string }
  | { readonly type: 'notices'; readonly on: boolean }
  | CaseCommand;

/** What is about cases: for those who have linked themselves. */
export type CaseCommand =
  | { readonly type: 'cases' }
  /** `closing`: to close it there */
  | { readonly type: 'open'; readonly number: string; readonly closing: boolean }
  | OrderCommand;

/** What changes a case at once. */
export type OrderCommand =
  | { readonly type: 'take' | 'return'; readonly number: string }
  /** an empty number: of the one case that is held */
  | { readonly type: 'reply'; readonly number: string; readonly text: string };

type Reader = (match: RegExpExecArray) => AgentCommand;

const NUMBER = '[cC]\\d{1,12}';
const REST = '(?:[\\s:：]+|$)([\\s\\S]*)$';

const onCase = (type: 'take' | 'return'): Reader => {
  return ([, number = '']) => ({ type, number: number.toUpperCase() });
};
const opening = (closing: boolean): Reader => {
  return ([, number = '']) => ({ type: 'open', number: number.toUpperCase(), closing });
};

const READERS: readonly (readonly [RegExp, Reader])[] = [
  [new RegExp(`^/?(?:triage|诊断)${REST}`, 'i'), ([, text = '']) => ({ type: 'triage', text: text.trim() })],
  [/^\/?(?:cases|工单)$/i, () => ({ type: 'cases' })],
  [/^\/?(?:help|帮助)$/i, () => ({ type: 'help' })],
  [
    /^\/?(?:link|绑定)(?:[\s:：]+([\wＡ-Ｚａ-ｚ０-９\s－-]{1,32}))?$/i,
    ([, code = '']) => ({ type: 'link', code }),
  ],
  [/^\/?(?:unlink|解绑)$/i, () => ({ type: 'unlink' })],
  [/^\/?(?:notify\s+on|接收通知)$/i, () => ({ type: 'notices', on: true })],
  [/^\/?(?:notify\s+off|停止通知)$/i, () => ({ type: 'notices', on: false })],
  [new RegExp(`^/?(?:cases?|工单)\\s*[:：]?\\s*(${NUMBER})$`, 'i'), opening(false)],
  [new RegExp(`^/?(?:take|接手)\\s*[:：]?\\s*(${NUMBER})$`, 'i'), onCase('take')],
  [new RegExp(`^/?(?:return|交还)\\s*[:：]?\\s*(${NUMBER})$`, 'i'), onCase('return')],
  [new RegExp(`^/?(?:close|结案)\\s*[:：]?\\s*(${NUMBER})$`, 'i'), opening(true)],
  [
    new RegExp(`^/?(?:reply|回复)\\s*[:：]?\\s*(${NUMBER})(?![\\w])[\\s:：]*([\\s\\S]*)$`, 'i'),
    ([, number = '', text = '']) => ({ type: 'reply', number: number.toUpperCase(), text: text.trim() }),
  ],
  [
    new RegExp(`^/?(?:reply|回复)${REST}`, 'i'),
    ([, text = '']) => ({ type: 'reply', number: '', text: text.trim() }),
  ],
];

/** The command in what somebody writes; null: none, it may be a merchant's message. */
export function commandOf(said: string): AgentCommand | null {
  const text = said.trim();
  for (const [pattern, read] of READERS) {
    const match = pattern.exec(text);
    if (match !== null) return read(match);
  }
  return null;
}
