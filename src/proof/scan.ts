import { halfWidth } from '../content/punctuation.ts';
import { objections } from '../content/wording.ts';
import type { FindingCode } from './finding-codes.ts';

/** What must not be said, and the words that say it. */
export interface Offence {
  readonly code: FindingCode;
  readonly message: string;
}

/** What a text may hold although it looks forbidden. */
export interface Allowed {
  /** numbers of the contact registry */
  readonly phones: ReadonlySet<string>;
  /** words in Latin letters that merchants read on machines, slips and in apps, in lower case */
  readonly latin: ReadonlySet<string>;
}

/** Words in Latin letters that are names of things and not English left in a Chinese sentence. */
export const LATIN: ReadonlySet<string> = new Set(
  'app cookie pos cvv cvv2 nfc sim wifi t d visa mastercard unionpay javascript kyc pdf ic ok teams'.split(
    ' ',
  ),
);

/** Everything in a text that no merchant may read, whichever sentences it was put together from. */
export function offences(text: string, allowed: Allowed): readonly Offence[] {
  return [
    ...forbidden(text, allowed),
    ...sentences(text),
    ...halfWidth(text).map(({ mark }) => offence('DZ125', `中文旁边有半角的“${mark}”`)),
    ...foreign(text.normalize('NFKC'), allowed),
  ];
}

/** What no text of any language may hold: numbers, links, advertising. */
export function forbidden(text: string, allowed: Allowed): readonly Offence[] {
  const plain = text.normalize('NFKC');
  return [...numbers(plain, allowed), ...links(plain), ...advertising(plain)];
}

function offence(code: FindingCode, message: string): Offence {
  return { code, message };
}

/** Dates, clock times and amounts. */
const DATE = /\d{4}-\d{2}-\d{2}|\d{1,2}:\d{2}|\d+月\d+日|\d+(?:\.\d+)?(?=\s*[元块万])/g;
/** Digits the way advertisers write them so that no machine reads them. */
const DIGITS: Readonly<Record<string, string>> = {
  零: '0',
  〇: '0',
  一: '1',
  幺: '1',
  壹: '1',
  二: '2',
  贰: '2',
  三: '3',
  叁: '3',
  四: '4',
  肆: '4',
  五: '5',
  伍: '5',
  六: '6',
  陆: '6',
  七: '7',
  柒: '7',
  八: '8',
  捌: '8',
  九: '9',
  玖: '9',
  O: '0',
  o: '0',
  l: '1',
};

/** Runs of seven digits and more, however they are spaced or disguised, and short service numbers. */
function numbers(text: string, { phones }: Allowed): readonly Offence[] {
  const rest = [...phones].reduce((left, phone) => left.replaceAll(phone, '、'), text.replace(DATE, '、'));
  const spelled = rest.replace(
    /[零〇一幺壹二贰三叁四肆五伍六陆七柒八捌九玖Ool]/g,
    (sign) => DIGITS[sign] ?? sign,
  );
  const long = /(?:\d[\s\-_.·*()]*){7,}/.exec(spelled)?.[0];
  const short =
    /(?<![\d.])(?:9[56]\d{3,4}|12[1-9]\d{2}|100(?:00|10|86)|1(?:10|19|20|22))(?![\d.元块万笔天个年月号%])/.exec(
      rest,
    )?.[0];
  return [long, short].flatMap((found) =>
    found === undefined ? [] : [offence('DZ120', `“${found.trim()}”像电话号码，登记里却没有`)],
  );
}

const LINK =
  /https?:\/\/|www\s*\.|[a-z0-9-]+\s*(?:\.|点|。)\s*(?:com|cn|net|org|top|xyz|cc|vip|io|shop|club|info)(?![a-z])/i;

function links(text: string): readonly Offence[] {
  const found = LINK.exec(text)?.[0];
  return found === undefined ? [] : [offence('DZ121', `有网址“${found}”`)];
}

/** Advertisers' words; each character may have blanks and signs behind it. */
const ADVERTS = [
  '[加+➕佳][我]?(?:微信|薇|威信|v信|wei信|微x|vx|wx|qq|扣扣)',
  '(?:微信|薇信|威信|v信|vx|wx|qq|扣扣)号?[:]?[a-z0-9]{4,}',
  '免费(?:办|领|送|申)',
  '(?:全国|诚|火热)招(?:商|代理)',
  '代理加盟|返佣|秒批|包过|黑户',
  '费率(?:低|仅)',
  '点击下方|立即办理|办理电话|办理网站|官网申请',
  'ka卡|pos机办理|个人办理',
].map((words) => new RegExp(loosened(words), 'iu'));

function loosened(words: string): string {
  const signs = /(?:\]|[\p{Script=Han}a-z](?![^[]*\]))(?![?{])/giu;
  return words.replace(signs, '$&[\\s\\p{P}\\p{S}]{0,3}');
}

function advertising(text: string): readonly Offence[] {
  const found = ADVERTS.map((pattern) => pattern.exec(text)?.[0]).find((one) => one !== undefined);
  return found === undefined ? [] : [offence('DZ122', `“${found}”是广告用语`)];
}

/** What no authored sentence may have must not come about by putting sentences together either. */
function sentences(text: string): readonly Offence[] {
  return objections(text, null)
    .filter(({ code }) => code === 'DZ046' || code === 'DZ047')
    .map(({ message }) => offence('DZ127', message));
}

function foreign(text: string, { latin }: Allowed): readonly Offence[] {
  const words = text.match(/[A-Za-z][A-Za-z0-9]*/g) ?? [];
  const strange = words.filter((word) => word.length > 1 && !latin.has(word.toLowerCase()));
  const codes = strange.filter((word) => !/^[A-Z]\d$/.test(word));
  return codes.length === 0 ? [] : [offence('DZ126', `“${codes[0]}”是外文`)];
}
