import type { Content } from './content/content.ts';
import { formatFault } from './content/fault.ts';
import { loadContent } from './content/load.ts';
import { createExpert } from './conversation/expert.ts';
import type { Dialog } from './dialog/dialog.ts';
import { mermaid, outline } from './dialog/graph.ts';
import type { Exit, Io } from './io.ts';
import type { Place } from './place.ts';
import { proveLines } from './proof/prove-lines.ts';
import { type Reached, standingAt } from './proof/survey.ts';
import { type Effort, startsOf, Walkthrough } from './proof/walkthrough.ts';

/** Only the walk itself. */
const EFFORT: Effort = { trials: 'none', shallow: 1, search: 100 };

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

function mermaidOf(dialogs: readonly Dialog[], content: Content): string {
  const reached = reachedBy(dialogs, content);
  return dialogs
    .map((one) => `%% ${one.id}\n${mermaid(one, content, (step) => standingAt(reached, one, step))}`)
    .join('\n');
}

const STYLE = `body{font:16px/1.7 system-ui,sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#222;background:#fff}
ol{border-left:2px solid #ccc;list-style-position:inside;padding-left:1em}li{margin:.3em 0}i{color:#555}small{color:#666}
li.conclude b{background:#eef6ee;border-radius:1em;padding:.1em .7em}li:not(.conclude)>span{background:#eef1f8;border-radius:.3em;padding:.1em .5em}
details{display:inline-block;vertical-align:top;color:#555;font-size:.85em}details[open]{display:block}summary{cursor:pointer}details p{margin:.1em 1em}`;

const LEGEND =
  '每行：条件 → 问什么，或得出什么；“?”是不知道。S3-01、E3 这样的是出处。▸ 后面是走到这一行的状态数，点开看最短的一段谈话。';

/** One page without anything from elsewhere. */
function htmlOf(dialogs: readonly Dialog[], content: Content): string {
  const reached = reachedBy(dialogs, content);
  const sections = dialogs.map((one) => outline(one, content, (step) => standingAt(reached, one, step)));
  const links = dialogs.map(({ id, title }) => `<li><a href="#${id}">${title}</a></li>`).join('');
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>daozhang</title><style>${STYLE}</style>`;
  return `<!doctype html>\n<html lang="zh-CN"><head>${head}</head><body>\n<p>${LEGEND}</p>\n<ul>${links}</ul>\n${sections.join('\n')}\n</body></html>\n`;
}

/** Walks through the talks of these trees; the danger signs are walked with any of them. */
function reachedBy(dialogs: readonly Dialog[], content: Content): Reached {
  const all = new Walkthrough(createExpert(content), EFFORT);
  const issues = new Set(dialogs.map(({ issue }) => issue ?? Object.keys(content.dialogs)[0] ?? ''));
  for (const issue of issues) {
    const expert = createExpert({ ...content, dialogs: { [issue]: content.dialogs[issue] ?? [] } });
    const own = new Walkthrough(expert, EFFORT);
    for (const start of startsOf(expert)) own.start(start);
    proveLines(expert, own, EFFORT);
    all.add(own.result());
  }
  return all.reached;
}
