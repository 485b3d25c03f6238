/** What an agent writes to the bot. */
export type AgentCommand =
  | { readonly type: 'triage'; readonly text: string }
  | { readonly type: 'cases' | 'help' };

const TRIAGE = /^\/?(?:triage|诊断)(?:[\s:：]+|$)([\s\S]*)$/i;
const WORDS: readonly (readonly [RegExp, Exclude<AgentCommand['type'], 'triage'>])[] = [
  [/^\/?(?:cases|工单)$/i, 'cases'],
  [/^\/?(?:help|帮助)$/i, 'help'],
];

/** The command in what somebody writes; null: none, it may be a merchant's message. */
export function commandOf(said: string): AgentCommand | null {
  const text = said.trim();
  const triage = TRIAGE.exec(text);
  if (triage !== null) return { type: 'triage', text: (triage[1] ?? '').trim() };
  const found = WORDS.find(([pattern]) => pattern.test(text));
  return found === undefined ? null : { type: found[1] };
}
