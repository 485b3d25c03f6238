import type { FileKind } from './file-kinds.ts';

/** Where sentences stand that are translated once, wherever they are said: many of them occur in several places. */
export const ONCE_FOR_ALL: readonly { readonly kind: FileKind; readonly at: readonly string[] }[] = [
  { kind: 'settlement', at: ['modes.*.rule', 'modes.*.instead.*.because'] },
  { kind: 'codes', at: ['*.means', '*.do'] },
  { kind: 'holiday', at: ['off.*', 'work.*'] },
  { kind: 'dialog', at: ['steps.*.say'] },
  { kind: 'cause', at: ['evidence.*.*.since'] },
];
