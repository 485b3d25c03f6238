import type { Dialog, DialogSource, Step } from '../dialog/dialog.ts';
import type { Resolve } from './resolve.ts';

/** A tree may ask this many questions where its file does not say. */
const AT_MOST = 7;

/** One tree; `id` is its file name. */
export function buildDialog(id: string, source: DialogSource, resolve: Resolve): Dialog {
  return {
    id,
    title: source.title,
    issue: source.issue === undefined ? null : resolve.roleOption('issue', source.issue),
    when: resolve.condition(source.when),
    sources: [source.source].flat(),
    atMost: source.atMost ?? AT_MOST,
    order: source.order ?? null,
    steps: source.steps.map((step) => buildStep(step, resolve)),
  };
}

/** Trees by issue: those for special cases first, the general tree last. */
export function byIssue(dialogs: readonly Dialog[]): Record<string, readonly Dialog[]> {
  const special = dialogs.filter((dialog) => Object.keys(dialog.when).length > 0);
  const general = dialogs.filter((dialog) => Object.keys(dialog.when).length === 0);
  const issues: Record<string, Dialog[]> = {};
  for (const dialog of [...special, ...general]) {
    if (dialog.issue === null) continue;
    issues[dialog.issue] = [...(issues[dialog.issue] ?? []), dialog];
  }
  return issues;
}

function buildStep(source: DialogSource['steps'][number], resolve: Resolve): Step {
  const when = resolve.condition(source.when);
  if ('ask' in source) return { type: 'ask', slot: resolve.slot(source.ask), when };
  if ('confirm' in source) {
    return { type: 'confirm', slot: resolve.slot(source.confirm), say: source.say, when };
  }
  if ('narrow' in source) return { type: 'narrow', slots: source.narrow.map(resolve.slot), when };
  return { type: 'conclude', cause: resolve.cause(source.conclude), when };
}
