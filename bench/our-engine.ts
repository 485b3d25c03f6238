import path from 'node:path';
import { bootAdvisor } from '../src/boot.ts';
import { begin, type Conversation } from '../src/conversation/conversation.ts';
import { transition } from '../src/conversation/transition.ts';
import type { Advisor } from '../src/desk/advisor.ts';
import { processIo } from '../src/io.ts';

/** The instant of every message that is measured (epoch ms). */
export const AT = Date.parse('2026-11-18T16:00:00+08:00');

/** Merchants' sentences as understanding is measured with. */
export const SENTENCES = [
  '今天下午3点刷的储蓄卡没到账',
  '平时都是T+1第二天到',
  '昨天刷了3500到现在还没收到钱',
  '机器显示交易成功后来钱又退回去了',
  '我上个月换了三次结算卡，现在钱一直没进来',
  '收银员把储蓄卡当成信用卡刷了能取消吗',
  '出款失败，提示户名不符',
  '手续费是怎么算的',
  '在吗',
  '好的谢谢',
];

/** The advisor over the shipped content. */
export async function shipped(): Promise<Advisor> {
  const root = process.cwd();
  const cache = path.join(root, 'build', 'bench');
  const advisor = await bootAdvisor({ home: root, root, cache, models: cache }, processIo());
  if (advisor === null) throw new Error('the content is broken');
  return advisor;
}

/** The answers that lead one talk through six questions, found by asking the engine itself. */
export function sixAnswers({ expert }: Advisor): readonly { slot: string; value: string }[] {
  const given: { slot: string; value: string }[] = [];
  let talk = step({ expert }, begin('six'), null);
  while (talk.asking !== null && given.length < 6) {
    const slot = talk.asking;
    const option = expert.content.slots[slot]?.options.find(
      ({ id, button }) => button && keepsAsking(expert, talk, slot, id),
    );
    const answer = { slot, value: option?.id ?? 'unknown' };
    given.push(answer);
    talk = step({ expert }, talk, answer);
  }
  return given;
}

function keepsAsking(expert: Advisor['expert'], talk: Conversation, slot: string, value: string): boolean {
  return step({ expert }, talk, { slot, value }).asking !== null;
}

/** One step of the engine without any words to understand. */
export function step(
  { expert }: Pick<Advisor, 'expert'>,
  talk: Conversation,
  answer: { readonly slot: string; readonly value: string } | null,
): Conversation {
  if (answer === null) {
    const slot = expert.content.roles.issue;
    return { ...transition(expert, talk, { type: 'opened', at: AT })[0], asking: slot };
  }
  return transition(expert, talk, { type: 'chose', at: AT, ...answer })[0];
}
