import type { Content } from '../../content/content.ts';
import { WEIGHT } from '../../diagnosis/likelihood.ts';
import { FREQUENCIES, type Frequency } from '../../knowledge/cause.ts';
import type { CaseRecord, TalkRecord } from '../../store/records.ts';

/** An example sentence that was not understood, of a talk whose trouble is known by now. */
export interface NewExample {
  /** name of the option of the issue slot, as knowledge/intents.yaml has it */
  readonly issue: string;
  readonly text: string;
}

/** A cause whose share among closed cases is far from its base frequency. */
export interface NewFrequency {
  readonly cause: string;
  readonly from: Frequency;
  readonly to: Frequency;
  readonly cases: number;
}

/** Fewer closed cases say nothing of a frequency. */
const ENOUGH = 20;
const LONGEST = 40;

/** The message as an example, where it was not understood and the kind of trouble came out later. */
export function exampleOf(content: Content, { conversation }: TalkRecord, missed: string): NewExample | null {
  const { roles, slots } = content;
  const value = conversation.facts[roles.issue]?.value;
  const option = slots[roles.issue]?.options.find(({ id }) => id === value);
  const text = missed.replace(/\s+/g, ' ').trim();
  const fits = option !== undefined && text.length > 3 && text.length <= LONGEST;
  return fits ? { issue: option.name, text } : null;
}

/** The frequencies that closed cases contradict, on the scale that the causes of these cases have together. */
export function frequenciesFrom({ causes }: Content, cases: readonly CaseRecord[]): readonly NewFrequency[] {
  const known = cases.flatMap(({ trueCause }) => (trueCause === null ? [] : [trueCause]));
  if (known.length < ENOUGH) return [];
  const ids = [...new Set(known)].filter((id) => causes[id] !== undefined);
  const mass = ids.reduce((sum, id) => sum + weightOf(causes[id]?.frequency), 0);
  return ids.flatMap((cause) => {
    const from = causes[cause]?.frequency;
    const count = known.filter((id) => id === cause).length;
    const to = nearestTo((mass * count) / known.length);
    return from === undefined || from === to || count < ENOUGH / 4 ? [] : [{ cause, from, to, cases: count }];
  });
}

function weightOf(frequency: Frequency | undefined): number {
  return frequency === undefined ? 0 : WEIGHT[frequency];
}

function nearestTo(weight: number): Frequency {
  const distance = (one: Frequency) => Math.abs(Math.log(WEIGHT[one] / weight));
  return FREQUENCIES.reduce((best, one) => (distance(one) < distance(best) ? one : best));
}

/** A unified diff that adds examples to the text of knowledge/intents.yaml, each at the top of its kind. */
export function examplesDiff(yaml: string, examples: readonly NewExample[]): string {
  const lines = yaml.split('\n');
  const hunks: string[] = [];
  let added = 0;
  for (const [i, line] of lines.entries()) {
    const own = examples.filter(({ issue, text }) => line === `${issue}:` && !yaml.includes(`- ${text}`));
    const fresh = [...new Set(own.map(({ text }) => text))];
    if (fresh.length === 0) continue;
    const next = lines[i + 1] ?? '';
    hunks.push(
      `@@ -${i + 1},2 +${i + 1 + added},${2 + fresh.length} @@`,
      ` ${line}`,
      ...fresh.map((text) => `+  - ${quoted(text)}`),
      ` ${next}`,
    );
    added += fresh.length;
  }
  return hunks.length === 0 ? '' : diffOf('knowledge/intents.yaml', hunks);
}

/** A unified diff that sets a cause's frequency in the text of its file. */
export function frequencyDiff(yaml: string, { cause, to }: NewFrequency): string {
  const lines = yaml.split('\n');
  const at = lines.findIndex((line) => /^frequency: /.test(line));
  if (at < 0) return '';
  const hunk = [`@@ -${at + 1},1 +${at + 1},1 @@`, `-${lines[at]}`, `+frequency: ${to}`];
  return diffOf(`knowledge/causes/${cause}.yaml`, hunk);
}

function diffOf(file: string, hunks: readonly string[]): string {
  return [`--- a/${file}`, `+++ b/${file}`, ...hunks, ''].join('\n');
}

/** A sentence as YAML reads it. */
function quoted(text: string): string {
  return /^[\p{L}\p{N}]/u.test(text) && !/[:#'"]/.test(text) ? text : JSON.stringify(text);
}
