import type { Complaint } from './fault.ts';
import type { FaultCode } from './fault-codes.ts';
import { nearest } from './nearest.ts';
import { fullMark, halfWidth } from './punctuation.ts';

/** What is wrong with a sentence, and at which offset. */
export interface Objection extends Complaint {
  readonly offset: number;
}

/** Everything that a sentence to a merchant must not have; each kind once. `holes`: those that get filled, or null
 * where that is not known. */
export function objections(sentence: string, holes: readonly string[] | null): readonly Objection[] {
  return [...forbidden(sentence), ...punctuation(sentence), ...braces(sentence, holes)];
}

interface Ban {
  readonly code: FaultCode;
  readonly pattern: RegExp;
  readonly say: (words: string) => string;
}

const NOT_IN_NUMBER = '(?<![\\d.\\-+*])';
const NOT_COUNTED = '(?![\\d.\\-*]|\\s*(?:元|块|万|笔|天|个|年|月|号|%))';
const PHONES = [
  '1[3-9]\\d{9}',
  '0\\d{2,3}-?\\d{7,8}',
  '[48]00-?\\d{3}-?\\d{4}',
  '9[56]\\d{3,4}',
  '12[1-9]\\d{2}',
  '100(?:00|10|86)',
  '1(?:10|19|20|22)',
];

/** Numbers, links, advertising, promises and requests that no sentence may have. */
const BANS: readonly Ban[] = [
  {
    code: 'DZ042',
    pattern: new RegExp(`${NOT_IN_NUMBER}(?:${PHONES.join('|')})${NOT_COUNTED}`),
    say: (words) => `句子里不能写电话号码“${words}”：电话只写在 knowledge/contacts.yaml，这里写该找谁`,
  },
  {
    code: 'DZ043',
    pattern:
      /https?:\/\/[^\s\u3000-\uffef]+|www\.[^\s\u3000-\uffef]+|[a-z0-9-]+\.(?:com|cn|net|org|top|xyz|cc|vip|io|shop|club|info)\b/i,
    say: (words) => `句子里不能写网址“${words}”`,
  },
  {
    code: 'DZ044',
    pattern:
      /[加扫]我?微信|微信号|[vV][xX]号?(?![a-z])|QQ群|免费(?:领|办|送)|全国招商|代理加盟|返佣|费率低至|秒批|点击下方|立即办理/,
    say: (words) => `“${words}”像广告，不能对商户说`,
  },
  {
    code: 'DZ046',
    pattern:
      /(?:保证|一定|肯定|绝对|必定|百分之百)(?:会|能|可以|给您|帮您)*(?:到账|退款|退钱|退回|退还|入账|追回|要回|解冻|赔付|赔偿|放款|通过)/,
    say: (words) => `“${words}”是在替银行或机构承诺结果`,
  },
  {
    code: 'DZ047',
    pattern:
      /(?<!不要|不得|不能|不用|不会|不必|不许|切勿|请勿|别|勿|绝不|从不|拒绝|凡是|让您|要您|叫您)(?:(?:提供|发送|发来|发给我|告诉我|填写|输入|报一下|上传)(?:您的|完整的?|银行卡|顾客的?)*(?:卡号|密码|验证码|安全码|CVV|身份证(?:照片?|号))|把(?:您的?|完整的?|银行卡|顾客的?|收到的)*(?:卡号|密码|验证码|安全码|CVV|身份证(?:照片?|号))(?:发|报|告诉|念|给))/i,
    say: (words) => `“${words}”：对话里不能要完整卡号、密码、验证码、安全码和证件照片`,
  },
];

function forbidden(sentence: string): readonly Objection[] {
  return BANS.flatMap(({ code, pattern, say }) => {
    const found = pattern.exec(sentence);
    return found === null ? [] : [{ code, message: say(found[0]), offset: found.index }];
  });
}

/** Every number, link, advertising, promise and request for secrets in a text, in the order of their codes. */
export function suspicions(
  text: string,
): readonly { readonly code: FaultCode; readonly words: string; readonly message: string }[] {
  return BANS.flatMap(({ code, pattern, say }) =>
    [...text.matchAll(new RegExp(pattern, `${pattern.flags}g`))].map(([words]) => ({
      code,
      words,
      message: say(words),
    })),
  );
}

function punctuation(sentence: string): readonly Objection[] {
  const [first, ...others] = halfWidth(sentence);
  if (first === undefined) return [];
  const more = others.length === 0 ? '' : `（这句还有 ${others.length} 处）`;
  const message = `中文旁边的“${first.mark}”是半角的，要写成全角“${fullMark(first.mark)}”${more}`;
  return [{ code: 'DZ045', message, offset: first.offset }];
}

/** A hole is a name between braces; braces are for nothing else. */
function braces(sentence: string, holes: readonly string[] | null): readonly Objection[] {
  const odd = /\{(?![^{}]*\})|(?<!\{[^{}]*)\}/.exec(sentence);
  const unclosed: Objection[] =
    odd === null
      ? []
      : [{ code: 'DZ041', message: `花括号没有配对：这个“${odd[0]}”没有另一半`, offset: odd.index }];
  if (holes === null) return unclosed;
  const found = [...sentence.matchAll(/\{([^{}]*)\}/g)];
  const unknown = found.filter(([, name = '']) => !holes.includes(name));
  return [...unclosed, ...unknown.map((match) => unknownHole(match, holes))];
}

function unknownHole({ 1: name = '', index }: RegExpExecArray, holes: readonly string[]): Objection {
  const list = holes.length === 0 ? '这句话不能有空位' : `可以用的有${holes.join('、')}`;
  return {
    code: 'DZ040',
    message: `没有“{${name}}”这个空位（${list}）`,
    suggestion: nearest(name, holes),
    offset: index,
  };
}
