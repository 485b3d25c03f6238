import type { Content } from '../content/content.ts';
import { type Example, exampleReader } from './example.ts';
import type { Findings } from './finding.ts';

/** A recorded example and where it stands, as file:line; null where today's content has other names. */
export interface KeptExample {
  readonly example: Example | null;
  readonly place: string;
}

/** Reads every recorded example again: each must be read as it was. */
export function checkExamples(content: Content, kept: readonly KeptExample[], findings: Findings): void {
  const read = exampleReader(content);
  for (const { example, place } of kept) {
    if (example === null) {
      const message = `${place} 里有今天没有的名字，改名以后用 daozhang record 重新记录`;
      findings.add('DZ150', { file: 'dialogs/slots.yaml', path: [] }, message);
      continue;
    }
    const value = read(example);
    if (value === example.option) continue;
    const slot = content.slots[example.slot];
    const named = (id: unknown) => slot?.options.find((one) => one.id === id)?.name;
    const [before, now] = [named(example.option), named(value)];
    const message = `${place} 记着“${example.text}”是“${before}”，现在${now === undefined ? '没有读出来' : `读成“${now}”`}`;
    const where = { file: 'dialogs/slots.yaml', path: [slot?.name ?? '', 'options', before ?? ''] };
    findings.add('DZ154', where, message);
  }
}
