import type { Content } from '../content/content.ts';
import type { Result } from './walkthrough.ts';

/** What the certificate counts beside the result of the walk. */
export interface Tally {
  readonly findings: number;
  /** lines where tree and evidence differ and the file says why */
  readonly noted: number;
}

/** One page that says what was shown of this content and how far it goes. */
export function certificate(content: Content, proof: Result, tally: Tally): string {
  const { reached, trials, lines, longestReply } = proof;
  const trees = [content.first, ...Object.values(content.dialogs).flat()];
  const steps = trees.reduce((sum, tree) => sum + tree.steps.length, 0);
  const rows: readonly (readonly [string, string])[] = [
    ['内容版本', content.version],
    ['对话树', `${trees.length} 棵，${steps} 步，走到 ${reached.steps.size} 步`],
    ['走过的状态', `${reached.states} 个，其中 ${reached.ended} 个是谈话的结束`],
    ['没有把握、转人工的结束', `${reached.unsure} 个`],
    ['最长的谈话', `${reached.longest} 个问题`],
    ['根因', `${Object.keys(content.causes).length} 个，排过第一的 ${reached.causes.size} 个`],
    ['另外试过的转人工、返回、重来、重复、危险信号和更正', `${trials} 次`],
    ['读过的不同语句', `${lines} 句，最长的回复 ${longestReply} 字节`],
    ['树和证据不一致、文件里写明原因的', `${tally.noted} 步`],
    ['发现的问题', `${tally.findings} 处`],
  ];
  return `${['', '检查证书', ...rows.map(([what, found]) => `  ${what}：${found}`)].join('\n')}\n`;
}
