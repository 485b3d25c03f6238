import type { Expert } from '../conversation/expert.ts';
import { type Findings, stepOf, type Where } from './finding.ts';
import { decisionOf, type Node } from './node.ts';
import { playScript, type RecordedTalk, recordOf, scriptFrom } from './recorded-talk.ts';
import { type Variant, variantsOf } from './variant.ts';
import { witnessedBy } from './witness.ts';

/** A recorded talk and where it stands, as file:line. */
export interface KeptTalk extends RecordedTalk {
  readonly place: string;
}

/** How much a record shows. */
export interface Shown {
  readonly talks: number;
  /** parts of the trees that could be left out, and those of them that some talk shows to matter */
  readonly parts: number;
  readonly seen: number;
}

/** Plays every recorded talk again: each must go and end as it did, and together they must show of every part of
 * every tree that it matters. */
export function checkRecord(expert: Expert, kept: readonly KeptTalk[], findings: Findings): Shown {
  const variants = variantsOf(expert.content);
  if (kept.length === 0) {
    const message = '还没有记录的谈话：用 daozhang record 写一份，以后哪句话变了都看得见';
    findings.add('DZ153', stepOf(expert.content.first.id, null), message);
    return { talks: 0, parts: variants.length, seen: 0 };
  }
  const open = new Set<Variant>(variants);
  for (const talk of kept) {
    const script = scriptFrom(expert.content, talk.script);
    if (script === null) {
      const message = `${talk.place} 里有今天没有的名字，改名以后用 daozhang record 重新记录`;
      findings.add('DZ150', { file: 'dialogs/slots.yaml', path: [] }, message);
      continue;
    }
    const nodes = playScript(expert, script);
    compare(expert, talk, [nodes, recordOf(expert, script, nodes)], findings);
    for (const node of nodes) {
      for (const variant of witnessedBy(expert, node, open)) open.delete(variant);
    }
  }
  for (const { where, left } of open) {
    const message = `没有一段记录的谈话显出${left}有用：用 daozhang record 找一段；找不到就是多余的，删掉`;
    findings.add('DZ151', where, message);
  }
  return { talks: kept.length, parts: variants.length, seen: variants.length - open.size };
}

function compare(
  expert: Expert,
  { script, outcome, place }: KeptTalk,
  [nodes, now]: readonly [readonly Node[], RecordedTalk],
  findings: Findings,
): void {
  if (script === now.script && outcome === now.outcome) return;
  const departs = departure(script, now.script);
  const node = nodes[Math.max(0, Math.min(departs, nodes.length) - 1)];
  if (node === undefined) return;
  const message =
    script === now.script
      ? `${place} 记着“${outcome}”，现在是“${now.outcome}”`
      : `${place} 记着“${questionAt(script, departs)}”，现在是“${questionAt(now.script, departs)}”`;
  findings.add('DZ152', standing(expert, node), message, node);
}

/** The number of the first question in which two scripts differ; the first message is number 0. */
function departure(before: string, now: string): number {
  const [old, fresh] = [before, now].map((script) => script.split('｜'));
  const first = (fresh ?? []).findIndex((part, i) => part !== old?.[i]);
  return first < 0 ? (fresh?.length ?? 1) : first;
}

function questionAt(script: string, number: number): string {
  return script.split('｜')[number] ?? '不再问';
}

/** The tree that decides in a state. */
export function treeOf(expert: Expert, node: Node): string {
  const { dialog, danger } = decisionOf(expert, node);
  return danger === null && dialog !== null ? dialog.id : expert.content.first.id;
}

/** The line of the content that decides in a state. */
function standing(expert: Expert, node: Node): Where {
  const { position } = decisionOf(expert, node);
  return stepOf(treeOf(expert, node), position.type === 'pass' ? null : position.step);
}
