import { halfWidth } from './half-width.ts';
import type { Hit } from './mask-numbers.ts';

const LATIN =
  '(?<![a-z])(?:cvv2?|cvc2?|cvn2?|pin|otp|pwd|pass(?:word|code|wd)|yzm|(?:verification|security|sms) ?code)';
const PASSWORD = '(?:密码|口令|(?<![a-z])(?:pwd|pass(?:word|code|wd)))';
const NAMES = `(?:${LATIN}|安全码|验证码|校验码|动态码|短信码|动态口令|密码|口令|(?:背面|背后|反面)[^\\d,.。]{0,4}3[位个](?:数字?|码)?)`;
/** What a name may begin with. */
const OF = '(?:短信|手机|登录|支付|交易|取款|卡片?)?';
const LINKS =
  '(?:[\\s:=,"\'“”‘’「『【(]|is|码|是|为|就|给您|给你|收到|发来|发|输入|输|填|叫|的|我|你|您|了|到|短信|号|设|改|成|好像|应该|原来|现在|生日|多少|刚|才|给|要|他|她|[?!;]|[后那这]{0,2}3位){0,10}';
const DIGITS = '(?:\\d(?:[ -]?\\d){2,7}|\\d个\\d+)';
/** What makes the digits an amount, a count or a time instead. */
const NOT_COUNTED = '(?!\\d|[.:]\\d|\\s*(?:元|块|万|千|百|笔|次|点|号|月|日|年|天|分|秒|个|多|毛|角|￥|¥))';

const NAME = new RegExp(NAMES, 'i');
const NAME_FIRST = new RegExp(`(${NAMES}${LINKS})(${DIGITS})${NOT_COUNTED}`, 'gi');
const NAME_LAST = new RegExp(
  `(?<!\\d|\\d[ -])()(${DIGITS})(?=\\s*[,(]?(?:就?是|为|这个)?(?:我|你|您)?的?${OF}${NAMES})`,
  'gi',
);
/** A password of letters and digits, said as one. */
const MIXED = new RegExp(
  `(${PASSWORD}\\s?(?:[:=是为]\\s?)+)((?=[\\w@#$%^&*!.-]{0,19}\\d)(?=[\\w@#$%^&*!.-]{0,19}[a-z])[\\w@#$%^&*!.-]{6,20})(?![\\w@#$%^&*!.-])`,
  'gi',
);
/** When a card ends. */
const EXPIRY = /(有效期(?:[\s:=是为到至]){0,3})((?:0[1-9]|1[0-2])[ /-]?[2-9]\d)(?!\d|[ /-]\d|[年月日])()/g;

/** CVV, PIN and SMS codes, passwords and the end of a card that a text gives away beside their name, in order. */
export function secretHits(text: string): readonly Hit[] {
  const plain = halfWidth(text);
  if (!NAME.test(plain) && !plain.includes('有效期')) return [];
  const hits: Hit[] = [];
  for (const pattern of [NAME_FIRST, NAME_LAST, MIXED, EXPIRY]) {
    for (const match of plain.matchAll(pattern)) {
      const from = match.index + (match[1]?.length ?? 0);
      const to = match.index + match[0].length;
      hits.push({ kind: 'secret', from, to, instead: '[已隐去]' });
    }
  }
  hits.sort((a, b) => a.from - b.from);
  // "密码123456是密码" is found from both sides
  return hits.filter((hit, i) => hit.from >= (hits[i - 1]?.to ?? 0));
}
