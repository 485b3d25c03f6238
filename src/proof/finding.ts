import type { FindingCode } from './finding-codes.ts';
import { type Node, talkOf } from './node.ts';

/** Where in the content a finding belongs: a file, and the way down to the part of it. */
export interface Where {
  readonly file: string;
  readonly path: readonly (string | number)[];
}

/** Something that the shipped content gets wrong; `talk` is the shortest talk that shows it, as it reads. */
export interface Finding {
  readonly code: FindingCode;
  readonly where: Where;
  readonly message: string;
  readonly talk: readonly string[];
  /** how many states show it */
  readonly states: number;
}

/** Collects findings: of the same one, the first talk and how many more there are. */
export class Findings {
  readonly #found = new Map<string, { finding: Omit<Finding, 'states'>; states: number }>();

  add(code: FindingCode, where: Where, message: string, node: Node | null = null): void {
    const key = keyOf(code, where);
    const before = this.#found.get(key);
    if (before !== undefined) {
      before.states += 1;
      return;
    }
    const talk = node === null ? [] : talkOf(node);
    this.#found.set(key, { finding: { code, where, message, talk }, states: 1 });
  }

  /** Takes over what another run found. */
  addAll(findings: readonly Finding[]): void {
    for (const { states, ...finding } of findings) {
      const key = keyOf(finding.code, finding.where);
      const before = this.#found.get(key);
      const shorter = before === undefined || finding.talk.length < before.finding.talk.length;
      const sum = states + (before?.states ?? 0);
      this.#found.set(key, { finding: shorter ? finding : before.finding, states: sum });
    }
  }

  all(): readonly Finding[] {
    return [...this.#found.values()].map(({ finding, states }) => ({ ...finding, states }));
  }
}

function keyOf(code: FindingCode, where: Where): string {
  return `${code} ${where.file} ${where.path.join('/')}`;
}

/** A line of a tree. */
export function stepOf(dialog: string, step: number | null): Where {
  return { file: `dialogs/${dialog}.yaml`, path: step === null ? ['title'] : ['steps', step] };
}

/** A cause's file. */
export function causeFile(cause: string): Where {
  return { file: `knowledge/causes/${cause}.yaml`, path: ['name'] };
}
