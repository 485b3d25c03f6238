/**
 * The words of time: grammar rather than content, hence kept here and nowhere else in the code.
 * All patterns read normalised text (simplified, half-width, lower case).
 */

const SMALL = '(?:\\d{1,2}|[零〇一二两俩三四五六七八九十廿]{1,3})';
const HOUR = '(?:2[0-4]|[01]?\\d|二十[一二三四]?|十[一二三四五六七八九]?|[零〇一二两俩三四五六七八九])';
const OCLOCK = `(?=\\s?${HOUR}\\s?(?:[:：点]|多点))`;

/** Parts of the day: words and the hours they cover, counted from the midnight before. */
export const PARTS = [
  { name: 'dawn', from: 0, to: 6, words: '凌晨|拂晓|天没亮|天不亮|后半夜|下半夜' },
  {
    name: 'morning',
    from: 6,
    to: 10,
    words: `大清早|一大早|大早上|清早|清晨|一早|早起|起早|早上|早晨|早间|朝早|开门(?:后|时|的)?[头第]一[单笔]|刚开[门张]|开[门张](?:的时候|那会|时)|(?<=[今昨前琴噚寻当])[早晨]|早${OCLOCK}`,
  },
  { name: 'forenoon', from: 6, to: 12, words: '上午|上半天|头晌|头午|上昼' },
  {
    name: 'noon',
    from: 11,
    to: 14,
    words: '晌午头?|中午饭?点|中午|正午|午间|午饭(?:饭点|时间|那会|点|时|的时候)?|晏昼',
  },
  { name: 'afternoon', from: 12, to: 18, words: '大下午|下午|下半天|午后|后晌|后半晌|下昼|下半晌' },
  { name: 'dusk', from: 17, to: 20, words: '傍晚|擦黑|黄昏|天(?:刚|快)?黑|晚饭(?:时间|那会|点|时|的时候)' },
  {
    name: 'evening',
    from: 18,
    to: 24,
    words: `大晚上|晚上|夜晚|晚间|下晚儿?|晚夕|(?:快|临)?(?:打烊|收摊|关门|下班|关店|收档)(?:之前|以前|前|的时候|那会|时)|(?<=[今昨前琴噚寻当])晚|黑[了咯里]|晚${OCLOCK}`,
  },
  {
    name: 'night',
    from: 22,
    to: 26,
    words: '三更半夜|大半夜|上半夜|前半夜|半夜三更|半夜|深夜|午夜|夜里头?|夜间|(?<=[今昨前寻当])夜',
  },
] as const;

const ANY_PART = PARTS.map((part) => part.words).join('|');
export const PART = new RegExp(PARTS.map((part) => `(?<${part.name}>${part.words})`).join('|'), 'g');

const MINUTES =
  '(?<half>半)|(?<quarter>[一三])刻|(?:过|零(?=\\d))?(?<minute>[0-5]\\d(?![\\d.,块元千万百wk%])|[零〇过]?[一二两三四五六七八九](?=分)|\\d(?=分)|[零〇][一二三四五六七八九]|[二三四五]?十[一二三四五六七八九]?(?![千万百块元个笔十]))分?';
const FUZZ =
  '多|几(?!百|千|万|块|笔)|来|左右|上下|前后|不到(?![账帐卡])|过(?![期去])|出头|以后|之后|后(?!来)|以前|之前|前(?!天)|许|那会';

/** An hour in words: 下午三点 without the 下午. */
export const CLOCK = new RegExp(
  `(?<![\\d.:：第百周期拜初]|[还又]有|小数)(?:差(?<short>${SMALL}|一刻)分?钟?(?:到)?\\s?)?(?<hour>${HOUR})(?:(?<near>[二三四五六七八九])|[、到至~-](?<upto>${HOUR}))?(?<many>多)?` +
    `(?:点(?!点|击|开|进|错|单|餐|赞|提现|确认)|时(?=[0-5]?\\d分|[二三四五]?十?[一二三四五六七八九]?分))` +
    `\\s?(?:(?<full>整|正(?!常))|钟)?(?:${MINUTES})?(?:差(?<less>${SMALL})分)?(?<fuzz>${FUZZ})?钟?`,
  'g',
);

/** An hour and minute in digits, 24-hour clock: 14:20. */
export const DIGITAL = /(?<![\d.:：])(?<hour>2[0-4]|[01]?\d)[:：](?<minute>[0-5]\d)(?:[:：][0-5]\d)?(?!\d)/g;

/** 一点 as "a bit": no hour when one of these follows. */
export const A_BIT = /^(?:[点儿也都没不未钱花用影信声]|动静|反应|消息|意思|办法|问题|东西|记录|一点)/;

/** Day words and their distance from today. */
export const RELATIVE = new RegExp(
  `(?<![以之从目])(?:(?<d3>大前天|大前日|大前儿个?)|(?<d2>前天|前日|前儿个?|前个(?![月星礼周])|前(?=晚[上饭]?|夜))|(?<d1>昨天|昨日|昨儿个?|昨个|[琴噚寻擒]日|昨(?=${ANY_PART})|[琴噚寻](?=晚))|` +
    `(?<days>前两天|前几天|前些天|前两日|前几日)|(?<d0>今天|今日|今儿个?|今个(?!月)|今朝|今(?=${ANY_PART}))|(?<future>大?后天|明天|明日|听日|明儿个?|明(?=[早晚])))`,
  'g',
);

const WEEK = '(?:周|星期|礼拜)';
export const WEEKDAY = new RegExp(
  `(?<![一二两俩三仨四五六七八九十几半每整\\d])(?:(?<shift>上上个?|上个?|这个?|本|下个?)${WEEK}(?<day>[一二三四五六日天末]|[1-7](?![\\d个天]))?|${WEEK}(?<bare>[一二三四五六日天末]|[1-7](?![\\d个天])))`,
  'g',
);
export const WEEKDAYS = '一二三四五六日';

const MONTH_WORD = '上上个?月|上个?月|这个?月|本月';
const NO_NUMBER_OF = '(?![码店线机楼卡柜门段院文个]|[之以]?内|之后|以后)';
const DAY_WORD = `(?:号|日(?![均结限无子期后]))${NO_NUMBER_OF}`;
const BARE_DAY = '(?![\\d日号个笔张次块元千百万台%折天])';
/** Dates, the most complete first. */
export const DATES = [
  /(?<![\d.-])(?<year>20\d\d)[-/.年](?<month>\d{1,2})[-/.月](?<day>\d{1,2})[日号]?(?!\d)/g,
  /(?<![\da-z#-])(?<year>20\d\d)(?<month>[01]\d)(?<day>[0-3]\d)(?![\d-])/g,
  new RegExp(
    `(?<![\\d个.])(?<year>今年|去年|前年|20\\d\\d年)?(?<month>${SMALL})月份?(?:的)?(?<day>${SMALL})(?:${DAY_WORD}|${BARE_DAY})`,
    'g',
  ),
  /(?<![\d/.a-z%-])(?<month>\d{1,2})\/(?<day>\d{1,2})(?![\d/%.a-z])/g,
  /(?<![\d/.a-z%-])(?<month>1[0-2]|0?[1-9])\.(?<day>[0-3]?\d)(?= ?(?:全天|那|上午|下午|中午|晚|早|刷|收|卖|换|的|这|号|日|- ?\d))(?![\d/%.a-z])/g,
  new RegExp(
    `(?<![\\d/.,¥￥a-z:-])(?<month>1[0-2]|0?[1-9])[.-](?<day>3[01]|[0-2]?\\d)(?=[号日]|那天|当天|\\s?(?:${ANY_PART})|\\s+\\d{1,2}[:点]|的?[刷收交卖付])[号日]?`,
    'g',
  ),
  /(?<=(?:日期|时间)(?:是|为)?[\s:]{0,2})(?<month>1[0-2]|0?[1-9])[.-](?<day>3[01]|[0-2]?\d)(?![\d.%元块万千])/g,
  /^\s*(?<month>1[0-2]|0?[1-9])[.-](?<day>3[01]|[0-2]?\d)(?=的?\s*$)/g,
  new RegExp(`(?<shift>${MONTH_WORD})的?(?<day>${SMALL})${DAY_WORD}`, 'g'),
  new RegExp(`(?<![\\d.第卡尾单款楼/#*a-z月百千近过满+])(?<day>${SMALL})${DAY_WORD}`, 'g'),
];

/** Stretches of a month. */
export const MONTH_PART = new RegExp(
  `(?:(?:(?<shift>${MONTH_WORD})|(?<year>今年|去年|前年)?(?<![\\d个])(?<month>${SMALL})月份?)的?月?(?<part>初|底|末|中旬|上旬|下旬|头(?!一)|尾)?|(?<![每年个\\d])月(?<bare>初|底|末|中|头|尾))(?!\\d)`,
  'g',
);
export const MONTH_PARTS: Readonly<Record<string, readonly [number, number]>> = {
  初: [1, 6],
  头: [1, 6],
  上旬: [1, 10],
  中: [12, 18],
  中旬: [11, 20],
  下旬: [21, 31],
  底: [25, 31],
  末: [25, 31],
  尾: [25, 31],
};

/** Shifts of weeks and months. */
export const SHIFTS = [
  { word: /^上上/, by: -2 },
  { word: /^上/, by: -1 },
  { word: /^下/, by: 1 },
  { word: /^[这本]/, by: 0 },
] as const;
export const YEAR_SHIFTS: Readonly<Record<string, number>> = { 今年: 0, 去年: -1, 前年: -2 };

const COUNT = '(?:\\d{1,3}(?:\\.5)?|[一二两俩三仨四五六七八九十]{1,3}|半)';
const NOT_YET = '了|啦|喽|咯|\\s?[都还也就才]*(?:没|冇|未|不见)|过去';
const LEAD = '[刷收付卖]完(?:了|都)?|等了|过了|过去|都|已经|足足|整整|得有|将近|差不多|快';
/** A stretch that ended now (三天了) or lies back (半小时前). */
export const ELAPSED = new RegExp(
  `(?<![第近每t+d满用装办])(?<lead>${LEAD})?(?<under>不到)?(?:(?<two>一两|两三|三四|三五|四五|五六|六七|七八|八九)|(?<some>好几|好些|几)|(?<teens>十几)|(?<few>十来)|(?<count>${COUNT}))个?(?<more>多|来)?个?(?<half>半)?` +
    `(?<unit>分钟|刻钟|小时|钟头|钟(?!头)|天|日(?![内后均结])|晚(?!上)|周(?!岁|年)|星期|礼拜|工作日|(?<=[个俩仨])月|(?<=个半)月)(?<over>多|半)?(?<short>不到(?![账帐卡]))?(?:(?<ago>[之以]?前)(?!天)|(?<since>${NOT_YET})|$)`,
  'g',
);

/** Just now; how many minutes back it may lie. */
export const JUST_NOW = [
  { minutes: 15, word: /刚(?=刷|收(?!到)|付|卖|扫|做了|完成|交易)/g },
  { minutes: 30, word: /刚刚才?(?!好)|刚才|方才|适才|才刚|头先|[啱]{2}|啱先|刚(?=有[人个]|给|又刷)/g },
] as const;
export const RIGHT_NOW = /而家|依家|现在|家下|眼下/g;

/** Festivals by their names; `month`/`day` in the calendar named. Those with `block` have days off. */
export const FESTIVALS = [
  { words: '元旦', lunar: false, month: 1, day: 1, block: true },
  { words: '情人节', lunar: false, month: 2, day: 14, block: false },
  { words: '三八节|三八妇女节|妇女节|女神节', lunar: false, month: 3, day: 8, block: false },
  { words: '清明', lunar: false, month: 4, day: 0, block: true },
  { words: '五一|劳动节', lunar: false, month: 5, day: 1, block: true },
  { words: '五二零|520(?=那天|当天)', lunar: false, month: 5, day: 20, block: false },
  { words: '六一|儿童节', lunar: false, month: 6, day: 1, block: false },
  { words: '六一八|618(?=那天|当天|大促)', lunar: false, month: 6, day: 18, block: false },
  { words: '教师节', lunar: false, month: 9, day: 10, block: false },
  {
    words: '国庆|十一(?=那天|当天|假期|黄金周|长假|期间|前一天)',
    lunar: false,
    month: 10,
    day: 1,
    block: true,
  },
  { words: '万圣节', lunar: false, month: 10, day: 31, block: false },
  { words: '双十一|双11|光棍节', lunar: false, month: 11, day: 11, block: false },
  { words: '双十二|双12', lunar: false, month: 12, day: 12, block: false },
  { words: '平安夜', lunar: false, month: 12, day: 24, block: false },
  { words: '圣诞', lunar: false, month: 12, day: 25, block: false },
  { words: '除夕夜?|大年三十|年三十|年卅', lunar: true, month: 1, day: 0, block: false },
  { words: '春节|(?<![又大快要]|马上)过年(?!的)', lunar: true, month: 1, day: 1, block: true },
  { words: '元宵|正月十五', lunar: true, month: 1, day: 15, block: false },
  { words: '端午', lunar: true, month: 5, day: 5, block: true },
  { words: '七夕', lunar: true, month: 7, day: 7, block: false },
  { words: '中秋|八月节', lunar: true, month: 8, day: 15, block: true },
  { words: '重阳', lunar: true, month: 9, day: 9, block: false },
  { words: '腊八', lunar: true, month: 12, day: 8, block: false },
  { words: '小年', lunar: true, month: 12, day: 23, block: false },
] as const;

const DAY_COUNT = '[一两俩二三四五六七八九十]';
const BEFORE = `前的?(?:最后)?(?<before>${DAY_COUNT})[天日]|(?<eve>头一天|前夕|前最后一天)|(?<soon>前)`;
const AFTER = `后的?(?:头一|第?(?<after>${DAY_COUNT}))[天日]|(?<later>后)`;
const HOLIDAY = '(?:放假|假期|长假|小长假)?的?';
const PLACE = `${BEFORE}|${AFTER}|(?<last>${HOLIDAY}最后一天)|${HOLIDAY}第(?<nth>${DAY_COUNT})天|(?<whole>期间|假期|放假|长假|小长假|黄金周)|(?<itself>那天|当天|当日|正日)`;

/** A festival and the place before, in or after it: 国庆前一天. Group f<n> tells which of FESTIVALS. */
export const FESTIVAL = new RegExp(
  `(?<![一二三四五六七八九十百千万\\d]|[快要])(?<year>今年|去年|前年)?的?(?:${FESTIVALS.map((festival, index) => `(?<f${index}>${festival.words})`).join('|')})节?(?:${PLACE})?`,
  'g',
);
/** The same about the last holiday, unnamed: 节前最后一天. */
export const SOME_HOLIDAY = new RegExp(
  `(?:(?:节|放假|假期|长假)(?:${BEFORE}|${AFTER})|(?<last>(?:假期|长假|放假)的?最后一天)|(?:假期|长假|放假)的?第(?<nth>${DAY_COUNT})天)`,
  'g',
);
/** A day of the lunar new year or of the month before: 大年初三, 腊月二十八. */
export const LUNAR_DAY =
  /(?:(?<sure>大年|正月|年)?(?<![最当起月])初(?<new>[一二三四五六七八九十])(?!中|高|步|次|始)|(?<month>正月|腊月)(?<day>[一二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九]))/g;

/** Units of elapsed time: days, or minutes where days are 0; longer units are said loosely. */
export const UNITS = [
  { word: '分钟', days: 0, minutes: 1, slackDays: 0 },
  { word: '刻钟', days: 0, minutes: 15, slackDays: 0 },
  { word: '小时', days: 0, minutes: 60, slackDays: 0 },
  { word: '钟头', days: 0, minutes: 60, slackDays: 0 },
  { word: '钟', days: 0, minutes: 60, slackDays: 0 },
  { word: '天', days: 1, minutes: 0, slackDays: 0 },
  { word: '日', days: 1, minutes: 0, slackDays: 0 },
  { word: '晚', days: 1, minutes: 0, slackDays: 0 },
  { word: '工作日', days: 1.4, minutes: 0, slackDays: 1 },
  { word: '周', days: 7, minutes: 0, slackDays: 0 },
  { word: '星期', days: 7, minutes: 0, slackDays: 0 },
  { word: '礼拜', days: 7, minutes: 0, slackDays: 0 },
  { word: '月', days: 30, minutes: 0, slackDays: 3 },
] as const;

const FILLER = '(?:[的嘛呢吧啊哈就约快成是都]|那天|当天|当时|大概|大约|差不多|也就|应该|好像|可能|时间)*';
/** What may stand between the words of one time: 昨天(大概)下午(的)三点. */
export const TOUCH = new RegExp(`^[\\s,、(（]{0,2}${FILLER}[\\s,、)）]?$`);
/** 昨天(刷的,)下午三点: the deed may come between. */
export const DEED = new RegExp(
  `^(?:客[人户]|顾客)?(?:刷卡|[刷收付卖扫做买弄]|交易|消费)(?:的|了|卡的)?[\\s,。]{0,2}${FILLER}$`,
);
/** Neighbouring days told together: 9号10号, 周一、周二. */
export const TOGETHER = /^\s?[、和跟]?$/;
export const REACH = /^\s?(?:[到至~—-]|一直到)\s?$/;
/** After a hour that came with 昨天刷的: not the hour of the sale but of now or later. */
export const NOT_ITS_HOUR = /^(?:[能会才还就可到没要前再了]|应该|之前|以前)/;
/** After a day that follows its hour (十点多 昨天): the sentence goes on about the day itself. */
export const DAY_GOES_ON = /^\s?(?:[还都到没仍也就已才等又能会看]|怎么|为什么|一直)/;
