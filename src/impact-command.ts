import { compile } from './content/compile.ts';
import { formatFault } from './content/fault.ts';
import { REQUIRED_FILES } from './content/file-kinds.ts';
import { type Files, readFiles } from './content/read-files.ts';
import type { Conversation } from './conversation/conversation.ts';
import { createExpert, type Expert } from './conversation/expert.ts';
import { undeclared } from './conversation/migrate.ts';
import { filesAt } from './git-files.ts';
import type { Exit, Io } from './io.ts';
import type { Place } from './place.ts';
import {
  differing,
  drawSamples,
  type Outcome,
  outcomeIn,
  outcomeOf,
  playSample,
  type Sample,
} from './proof/impact.ts';
import { valueText } from './proof/move.ts';

/** How `daozhang impact` is run. */
export interface ImpactFlags {
  readonly from: string;
  /** sample talks for every way to begin */
  readonly samples: number;
}

/** One sample talk that comes out otherwise. */
interface Changed {
  readonly sample: Sample;
  readonly before: Outcome;
  readonly now: Outcome;
}

const SHOWN = 20;
const REPLIES = 'dialogs/replies.yaml';

/** `daozhang impact --from GIT-REV`: sample talks drawn from the evidence of an earlier version, played on it and on
 * today's content: whose questions, diagnosis, due date or contacts change, and what talks begun then would lose. */
export async function impactCommand(flags: ImpactFlags, place: Place, io: Io): Promise<Exit> {
  const files = await readFiles(place.root);
  const old = filesAt(place.root, flags.from);
  if (old === null) {
    io.err(`daozhang impact: git knows no revision ${flags.from} with content below ${place.root}`);
    return 1;
  }
  const [before, now] = [expertOf(withWordingOf(old, files), io), expertOf(files, io)];
  if (before === null || now === null) return 1;
  const samples = drawSamples(before, flags.samples);
  const changed: Changed[] = [];
  const lost = new Set<string>();
  for (const sample of samples) {
    const states = playSample(before, sample);
    for (const what of states.flatMap((state) => undeclared(now.content, state))) lost.add(what);
    changed.push(...changeOf(now, sample, states));
  }
  io.out(report(now, changed, [samples.length, lost]));
  return lost.size === 0 ? 0 : 1;
}

/** How a sample comes out otherwise today, if it does. */
function changeOf(now: Expert, sample: Sample, states: readonly Conversation[]): readonly Changed[] {
  const end = states.at(-1);
  if (end === undefined) return [];
  const one = { sample, before: outcomeIn(end), now: outcomeOf(now, sample) };
  return differing(one.before, one.now).length === 0 ? [] : [one];
}

/** An earlier version with what the program of today needs beside it: today's fixed wording, no other language (its
 * sentences belong to other Chinese ones), and files that there were none of then. */
export function withWordingOf(old: Files, today: Files): Files {
  const kept = [...old].filter(([name]) => !name.startsWith('dialogs/locales/'));
  const needed = REQUIRED_FILES.filter((name) => name === REPLIES || !old.has(name));
  return new Map([...kept, ...needed.map((name) => [name, today.get(name) ?? ''] as const)]);
}

function expertOf(files: Files, io: Io): Expert | null {
  const { content, faults } = compile(files);
  if (content !== null) return createExpert(content);
  for (const fault of faults.filter(({ severity }) => severity === 'error')) io.err(formatFault(fault));
  return null;
}

function report(
  { content }: Expert,
  changed: readonly Changed[],
  [samples, lost]: readonly [number, ReadonlySet<string>],
): string {
  const count = (part: keyof Outcome): number =>
    changed.filter(({ before, now }) => differing(before, now).includes(part)).length;
  const lines = changed.slice(0, SHOWN).flatMap(({ sample, before, now }) => {
    const start = Object.entries(sample.start).map(([slot, value]) => valueText(content, slot, value));
    const told = differing(before, now).map(
      (part) => `  ${part}: ${textOf(before[part])} -> ${textOf(now[part])}`,
    );
    return [start.join('、'), ...told];
  });
  const more = changed.length > SHOWN ? [`... and ${changed.length - SHOWN} more`] : [];
  const losses = [...lost].map((what) => `lost and not declared in dialogs/renamed/: ${what}`);
  const total = `${samples} sample talks: ${changed.length} differ (questions ${count('questions')}, diagnosis ${count('cause')}, due date ${count('due')}, contacts ${count('contacts')}); ${lost.size} facts lost`;
  return `${[...lines, ...more, ...losses, total].join('\n')}\n`;
}

function textOf(part: Outcome[keyof Outcome]): string {
  return typeof part === 'string' ? part : part === null || part.length === 0 ? '-' : part.join(' ');
}
