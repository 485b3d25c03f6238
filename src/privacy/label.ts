/** What words call a number: of a card or an account, of an identity, of a telephone, or of an order, a merchant and the
 * like. */
export type Label = 'card' | 'identity' | 'mobile' | 'record' | null;

const FILLING = '(?:号码|是我的|[:=#是为的\\s"\'“”‘’(.]){0,6}$';
const CARD = new RegExp(
  `(?:卡号|存折号?|[账帐][号户]|(?:公|结算|基本|一般)户|(?:银行|储蓄|借记|信用|结算)卡|(?:card|account|acct)\\s?(?:no|num(?:ber)?)?)${FILLING}`,
  'i',
);
const IDENTITY = new RegExp(`(?:身份证号?|证件号)${FILLING}`);
const MOBILE = new RegExp(`(?:电话|手机|手机号|微信|联系方式|打我|加我)号?${FILLING}`);
const RECORD = new RegExp(
  `(?:(?:商户|终端|订单|流水|参考|凭证|批次|检索|工单)编?号?|(?:单|机身|序列|设备|合同|编|交易|追踪|跟踪|机具)编?号|授权码|S/?N|(?:order|trace|merchant|terminal|ref(?:erence)?)\\s?(?:no|id|num(?:ber)?)?)${FILLING}`,
  'i',
);
/** Also a letter right before the digits: serial numbers; but the X of an identity number ends it. */
const LETTER = /(?<!\d[Xx])(?<=[A-Za-z])$/;
/** Longest label with its filling. */
const REACH = 20;
/** How far back a label begins to be seen: its filling, and its last character. */
const NEAR = 8;
const ENDS = /[号卡码证户折话机信式我端单水考次索A-Za-z]/;

/** What the words right before a position call the number that begins there. */
export function labelBefore(text: string, at: number): Label {
  // Most numbers have no label, and this is soon seen.
  if (!ENDS.test(text.slice(Math.max(0, at - NEAR), at))) return null;
  const before = text.slice(Math.max(0, at - REACH), at);
  if (RECORD.test(before)) return 'record';
  if (IDENTITY.test(before)) return 'identity';
  if (CARD.test(before)) return 'card';
  if (MOBILE.test(before)) return 'mobile';
  return LETTER.test(before) ? 'record' : null;
}
