/** What words call a number: of a card or an account, of an identity, or of an order, a merchant and the like. */
export type Label = 'card' | 'identity' | 'record' | null;

const FILLING = '(?:号码|[:=#是为\\s"\'“”‘’(]){0,6}$';
const CARD = new RegExp(`(?:卡号|[账帐][号户]|(?:银行|储蓄|借记|信用|结算)卡)${FILLING}`);
const IDENTITY = new RegExp(`(?:身份证号?|证件号)${FILLING}`);
/** Also a letter right before the digits: serial numbers; but the X of an identity number ends it. */
const RECORD = new RegExp(
  `(?:(?:商户|终端|订单|流水|参考|凭证|批次|检索|单|机身|序列|设备|合同|工单|编)编?号|授权码|S/?N)${FILLING}|(?<!\\d[Xx])(?<=[A-Za-z])$`,
);
/** Longest label with its filling. */
const REACH = 16;
/** How far back a label begins to be seen: its filling, and its last character. */
const NEAR = 7;
const ENDS = /[号卡码证户A-Za-z]/;

/** What the words right before a position call the number that begins there. */
export function labelBefore(text: string, at: number): Label {
  // Most numbers have no label, and this is soon seen.
  if (!ENDS.test(text.slice(Math.max(0, at - NEAR), at))) return null;
  const before = text.slice(Math.max(0, at - REACH), at);
  if (RECORD.test(before)) return 'record';
  if (IDENTITY.test(before)) return 'identity';
  return CARD.test(before) ? 'card' : null;
}
