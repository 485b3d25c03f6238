/** The words of money: grammar rather than content, hence kept here. All patterns read normalised text. */

const DIGITS = '(?:\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?)';
const NUMERAL =
  '(?:[零〇二两俩三仨四五六七八九十百千万亿]|一(?![直起共下些样般定律])(?!(?<=[百千万一二三四五六七八九]一)[遍次回趟位桌]))';
const SMALL = '[零〇一二两俩三仨四五六七八九]';
const UNIT = '(?:[百千万亿]|[wk](?![a-z]|\\d\\d))';
const COIN = '块钱|块(?![儿地板表])|元钱|元|圆|蚊|大洋|人民币|rmb';
const COUNTED =
  '[号日月年点时分秒个笔次回张台遍单桌房室人位家条期岁层路折天周斤件瓶箱盒米克度寸批届级类套包袋根辆名股步页行版倍户字%％毫]|只(?![到有能收够])|小时|公里|礼拜|星期|g(?![a-z])|gb|mb|pos|mpos';

/** A sum in digits, numerals or both: 4980, 21,300, 1.2w, 八千多, 三万六, 十二块五, ¥6800. Says nothing yet of whether it is money. */
export const PLAIN = new RegExp(
  `(?<!\\d[.,](?=\\d)|[\\da-z+\\-:/#_*第]|尾号)(?<mark>[¥￥$]\\s?|rmb\\s?)?(?<about>不到|不足|将近|快|小(?!票)|大概|大约|约|差不多)?` +
    `(?<number>${DIGITS}(?:${UNIT}(?:(?:\\d(?![\\d.])|${SMALL})${UNIT}?)*)?|${NUMERAL}+(?:[wk](?![a-z0-9]))?)(?![\\d:/_*]|,\\d{3}(?!\\d)|\\.\\d|-\\d)` +
    `(?!(?<=${NUMERAL})${NUMERAL}(?![笔次个张回]))` +
    `(?<some>多|来(?=[块万千百元])|几|余)?(?<scale>[百千万](?!${NUMERAL}))?` +
    `(?<coin>(?:${COIN})(?:(?<dime>[1-9一二三四五六七八九])(?=$|[\\s,，。毛])|(?<half>半))?)?` +
    `(?<more>多(?![少久]))?整?(?!${COUNTED})(?<bound>左右|上下|出头|[以之]内|以下|以上|往上)?`,
  'g',
);

/** A sum said loosely, in yuan; `usual` where the middle would mislead. */
export const LOOSE = [
  { word: /(?:大好几|好几)万/g, least: 50_001, most: 99_999, usual: 60_000 },
  { word: /几十万/g, least: 200_000, most: 999_999, usual: 300_000 },
  { word: /十[几来]万/g, least: 110_000, most: 199_999, usual: 150_000 },
  { word: /几百万/g, least: 2_000_000, most: 9_999_999, usual: 3_000_000 },
  { word: /(?<![十好])几万/g, least: 20_000, most: 50_000, usual: 30_000 },
  { word: /大几千/g, least: 6000, most: 9999, usual: 8000 },
  { word: /小几千/g, least: 1001, most: 4000, usual: 3000 },
  { word: /好几千/g, least: 3000, most: 9999, usual: 5000 },
  { word: /(?<![好大小])几千/g, least: 1001, most: 9999, usual: 5000 },
  { word: /[好大小]?几百(?!万)/g, least: 100, most: 999, usual: 500 },
  { word: /(?:几十|十几)(?=[块元蚊])/g, least: 10, most: 99, usual: 30 },
  { word: /千儿八百|千把|个把千|上千|千来(?=[块元])/g, least: 800, most: 1500, usual: 1000 },
  { word: /万儿八千|万把|个把万|上万|万来(?=[块元])/g, least: 8000, most: 15_000, usual: 10_000 },
  { word: /(?:百儿八十|百把|百来|上百|百十来?)(?=[块元蚊]|$)/g, least: 80, most: 200, usual: 100 },
] as const;
const DIGIT = '[一二两三四五六七八九]';
/** Two neighbouring digits: 三四千, 两三百, 一两万. */
export const BETWEEN = new RegExp(
  `(?<!${NUMERAL})(?<low>${DIGIT})(?<high>${DIGIT})(?<unit>[百千万])(?!${NUMERAL})`,
  'g',
);
/** After a loose sum, up to its end. */
export const LOOSE_TAIL = new RegExp(`^[多来]?(?:${COIN})?(?:左右|上下)?(?<bound>[以之]内|以下)?`);
export const LOOSE_COUNTED = new RegExp(`^(?:${COUNTED})`);
/** Between the ends of a range: 一万多到几万, 三千-五千. */
export const REACH = /^\s?[到至~—-]\s?$/;

/** 一块 as "together" or "this piece": what stands before and after. */
export const PIECE = { before: /[这那哪另方在]$/, after: /^[去来用算走弄]/ };

/** Right before bare digits: they are a code, a tail, an identifier. */
export const CODE_BEFORE =
  /(?:(?<![扫款维])码|尾号|后四位|末四位|卡号|编号|单号|参考号|流水号|批次|凭证|终端|商户号|号码|电话|手机号?|座机|热线|客服|显示|报错?|错误|提示|跳|型号|返回|拨打?|写着?个?|日期|时间)(?:是|为|了|的)?\s?[:：]?\s?$/;
/** Right before two or more numerals of tens (刷了六十二) they are money without 块. */
export const TAKEN = /[刷收卖扣付]了?$/;
/** Service lines that look like sums. */
export const SERVICE_LINE =
  /^(?:95\d{3}|96\d{3,4}|100(?:00|10|86|50)|123(?:00|05|06|15|18|21|33|45|48|58|63|66|67|68|78|86|88|93|98)|11[049]|12[02])$/;
/** Beside these, six bare digits or a bare 51.60 are money. */
export const MONEY_NEAR = /[刷收付卖扣买充]|金额|钱|款|交易|消费|共|总/;

const FEE = '手续费|服务费|通信费|流量费|年费|月租|费率|押金|保证金|罚[款金]';
const LIMIT = '只[能让给准][收刷转进]|[定限]额|额度|上限|起付|最多|最高|单笔限?|单日|每[日天]|刷满|激活';
const MOVED =
  '提现|工资|余额|转(?!成)|借(?![记贷])|贷(?!记|合)|套(?:现|信用卡|花呗|出|了)|投[了资]|(?<![记觉晓])得(?!有)|流水|营业额|[一每]个月(?![没了还])|返现|奖励|赚|亏|[又还他她]要';
const ARRIVED =
  '[少多短](?:收|给|打|算|转|结|付)|少到了?|少了|少(?=\\d|[一二两三四五六七八九])|短了|差了?|到账了?|出款|打款|到了|到卡|到我卡里|入账|实到|只到|才到|到手';
const USUAL = '前面$|平时|平常|一般|以前|以往';
/** What a clause says of the sum after it. */
export const BEFORE = new RegExp(
  `(?<rung>[按打输录敲刷]成了?|票上|单子上)|(?<due>退|该收|应收|应该收|本来|原本)|(?<done>[刷收付卖买充]了|交易|消费|[那这一][笔单]|共|合计|合起来)|` +
    `(?<sale>[刷收付卖买扫扣])|(?<never>${FEE}|${LIMIT}|${MOVED}|${ARRIVED}|${USUAL})`,
  'g',
);
/** Right after a sum: it is a fee, a limit, a wage, a trap. */
export const NEVER_AFTER = new RegExp(
  `^\\s?的?\\s?(?:[也都老总]?一?直?(?:打不通|打得通|没人接|接不通)|${FEE}|${LIMIT}|才给|就[给能放]|解冻|[一每]个月|工资|作文)`,
);
export const DENIED = /(?<![是要还可能])(?:不是|并非|[不唔]系)\s?$/;
export const CORRECTED = /不对|是错的|[说打按输记搞弄看写][错岔反]|口误|更正|[啊哦噢]\s?不|应该是/g;
export const CLAUSE_END = /[,，。!！?？;；\n~…]|\s/;
