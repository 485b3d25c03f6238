import type { Candidate } from './card-number.ts';

const FILLING = '(?:号码|[:=#是为\\s"\'“”‘’(]){0,6}$';
const CARD = new RegExp(`(?:卡号|[账帐]号|(?:银行|储蓄|借记|信用|结算)卡)${FILLING}`);
const IDENTITY = new RegExp(`(?:身份证号?|证件号)${FILLING}`);
/** Also a letter right before the digits: serial numbers; but the X of an identity number ends it. */
const RECORD = new RegExp(
  `(?:(?:商户|终端|订单|流水|参考|凭证|批次|检索|单|机身|序列|设备|合同|工单|编)编?号|授权码|S/?N)${FILLING}|(?<!\\d[Xx])(?<=[A-Za-z])$`,
);
/** Longest label with its filling. */
const REACH = 16;

/** What the words right before a position call the number that begins there. */
export function labelBefore(text: string, at: number): Candidate['label'] {
  const before = text.slice(Math.max(0, at - REACH), at);
  if (RECORD.test(before)) return 'record';
  if (IDENTITY.test(before)) return 'identity';
  return CARD.test(before) ? 'card' : null;
}
