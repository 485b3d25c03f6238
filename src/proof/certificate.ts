import type { Content } from '../content/content.ts';
import type { Shown } from './check-record.ts';
import { type Economy, treeOf } from './economy.ts';
import { valueText } from './move.ts';
import type { Result } from './walkthrough.ts';

/** What the certificate counts beside the result of the walk. */
export interface Tally {
  readonly findings: number;
  /** lines where tree and evidence differ and the file says why */
  readonly noted: number;
  readonly shown: Shown;
  /** recorded texts that show ways of saying an option */
  readonly examples: number;
}

/** One page that says what was shown of this content and how far it goes. */
export function certificate(
  content: Content,
  proof: Result,
  economy: readonly Economy[],
  tally: Tally,
): string {
  const { reached, tried, lines, longestReply } = proof;
  const { shown } = tally;
  const trees = [content.first, ...Object.values(content.dialogs).flat()];
  const steps = trees.reduce((sum, tree) => sum + tree.steps.length, 0);
  const rows: readonly (readonly [string, string])[] = [
    ['内容版本', content.version],
    ['对话树', `${trees.length} 棵，${steps} 步，走到 ${reached.steps.size} 步`],
    ['走过的状态', `${reached.states} 个，其中 ${reached.ended} 个是谈话的结束`],
    ['没有把握、转人工的结束', `${reached.unsure} 个`],
    ['最长的谈话', `${reached.longest} 个问题`],
    ['根因', `${Object.keys(content.causes).length} 个，排过第一的 ${reached.causes.size} 个`],
    [
      '转人工、返回、重新开始、再说一遍、为什么',
      `试过 ${tried.wishes} 次：问着的每个状态各一次；答完的每个状态后三样各一次，返回每个问题一次，转人工每类一次`,
    ],
    ['倒过来一次说全', `${tried.retold} 次都走到同一处：问着的每个状态一次，答完以后每类一次`],
    [
      '危险信号',
      `${tried.dangers} 种（状态和信号）按 first.yaml 都马上停止提问；真的说出 ${tried.dangersPlayed} 次，每类一次，另外随机抽 ${tried.dangersDrawn} 次`,
    ],
    [
      '更正',
      `${tried.corrections} 种（状态、项和新值）记下的都和一开始就说对的一样，判断只看这些；真的走到底 ${tried.correctionsPlayed} 次，每类一次，另外随机抽 ${tried.correctionsDrawn} 次，都走到同一处`,
    ],
    ['类', '树的一步，和在那里第一次出现的一项的值'],
    ['读过的不同语句', `${lines} 句，最长的回复 ${longestReply} 字节`],
    ['树和证据不一致、文件里写明原因的', `${tally.noted} 步`],
    ['记录的谈话', `${shown.talks} 段，${shown.parts} 处条件和步骤里显出作用的 ${shown.seen} 处`],
    ['记录的例句', `${tally.examples} 句`],
    ['发现的问题', `${tally.findings} 处`],
  ];
  const found = rows.map(([what, figure]) => `  ${what}：${figure}`);
  return `${['', '检查证书', ...found, '', ...economyTable(content, economy)].join('\n')}\n`;
}

/** The questions of every start beside the least possible, one line each. */
function economyTable(content: Content, economy: readonly Economy[]): readonly string[] {
  const head = [
    '  平均提问 / 顺序自由：贪心、最少 / 熵下界（约） / 第一判断正确 / 树留给证据的部分：实际、最少',
  ];
  const lines = economy.flatMap((one) => [economyLine(content, one), ...orderLine(content, one)]);
  return ['提问是否节省（按作者写的证据抽取的店主）', ...head, ...lines];
}

function economyLine(content: Content, one: Economy): string {
  const { start, ours, greedy, least, exact, entropyBound, right, free } = one;
  const values = Object.entries(start).map(([slot, value]) => valueText(content, slot, value));
  const parts = [
    ours.toFixed(2),
    `${greedy.toFixed(2)}、${atLeast(least, exact)}`,
    entropyBound.toFixed(2),
    `${Math.round(right * 100)}%`,
    free === null ? '顺序都由树定' : `${free.ours.toFixed(2)}、${atLeast(free.least, free.exact)}`,
  ];
  return `  ${values.join('、')}：${parts.join(' / ')}`;
}

/** What an order that is laid down for a reason costs. */
function orderLine(content: Content, economy: Economy): readonly string[] {
  const order = treeOf(content, economy)?.order ?? null;
  const cost = Math.max(0, economy.ours - economy.greedy);
  return order === null ? [] : [`    顺序由树定，多问 ${cost.toFixed(2)} 个：${order}`];
}

function atLeast(figure: number, exact: boolean): string {
  return `${exact ? '' : '不少于'}${figure.toFixed(2)}`;
}
