import { formatFault } from './content/fault.ts';
import { loadContent } from './content/load.ts';
import type { Dialog } from './dialog/dialog.ts';
import { mermaid, outline } from './dialog/graph.ts';
import type { Exit, Io } from './io.ts';
import type { Place } from './place.ts';

/** How a tree is drawn. */
export type Format = 'mermaid' | 'html';

/** `daozhang graph [FLOW]`: one tree by its id (the file name) or issue, or all of them. */
export async function graphCommand(
  flow: string | undefined,
  format: Format,
  place: Place,
  io: Io,
): Promise<Exit> {
  const { content, faults } = await loadContent(place.root);
  if (content === null) {
    for (const fault of faults) io.err(formatFault(fault));
    return 1;
  }
  const all = [...new Set([content.first, ...Object.values(content.dialogs).flat()])];
  const chosen = flow === undefined ? all : all.filter(({ id, issue }) => id === flow || issue === flow);
  if (chosen.length === 0) {
    io.err(`daozhang graph: there is no tree ${flow}: choose from ${all.map(({ id }) => id).join(', ')}`);
    return 1;
  }
  io.out(format === 'html' ? htmlOf(chosen, content) : mermaidOf(chosen, content));
  return 0;
}

type Names = Parameters<typeof mermaid>[1];

function mermaidOf(dialogs: readonly Dialog[], names: Names): string {
  return dialogs.map((dialog) => `%% ${dialog.id}\n${mermaid(dialog, names)}`).join('\n');
}

function htmlOf(dialogs: readonly Dialog[], names: Names): string {
  const sections = dialogs.map((dialog) => outline(dialog, names)).join('\n');
  const style =
    'body{font:16px/1.7 system-ui,sans-serif;max-width:60em;margin:2em auto;padding:0 1em}i{color:#555}';
  return `<!doctype html>\n<html lang="zh-CN"><meta charset="utf-8"><title>daozhang</title><style>${style}</style>\n${sections}\n</html>\n`;
}
