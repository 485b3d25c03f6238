/** The words around a time that tell whether it is the time of the sale. */

/** Something was sold or paid. */
const SALE =
  '(?:换|改|办|装)[^刷收,，\\s]{0,5}(?:后|再)[^,，\\s]{0,2}刷|刷(?!新|脸|出来)|收(?!不|到|摊|据|银|拾|卡|档|走|回|条|盘|工)|(?<![拒支])付(?!失败|不了|款失败)|支付(?!公司|宝|机构|平台|通道|失败)|卖|交易(?!失败|时间|限|状态)|消费|买(?!机|的机|的pos)|拍卡|扫(?!不)|充了|充值|[那这]笔|[那这]单|一[笔单]|头一?[笔单]|第一[笔单]|下单|入住|开的单|办(?:了)?(?:张)?会员';
/** Something else happened: to the card, the terminal, the account, the payout; or the shop looked, waited, asked. */
const OTHER =
  '搬|弹|补[了的卡办交]|转我|转给我|给我转|突然|客服|业务员|领[的了到回]|拿到手|刚拿|到手|业务经理|换|变更|更换|改|绑|注销|销户|审核|审批|审的|驳回|打回|装的?机|安装|装好|装的|[才刚新]装|装[了过]|加急|就给我|办(?:理)?(?:的|好|了|下来)|激活|开通|开户|注册|申请|退|撤销|撤了|撤的|冲正|到的?账|到了|到卡|入账|进账|出款|打款|打过来|打给|下发|划款|通知|短信|提交|上传|截止|截至|到期|过期|交[签材资证]|签退|日?结算|生效|挂失|冻|解冻|签约|签合同|放款|放假|补班|上班|更新|升级|处理|回复|答复|联系|电话|打不进|进不|没进|没[有收]?到|没收着|冇|[该能会要想]到|等|关了|停用|再|准备|打算|维护|什么|怎么|deadline|representment';

/** Somebody looked, which tells something only of a time before it (今早看App; but 票上写 14:20). */
const LOOK = '看|查|发现|想起|问|翻|点进|登|瞅|写着?|显示';

export const DEEDS = new RegExp(`(?<sale>${SALE})|(?<look>${LOOK})|(?<other>${OTHER})`, 'g');

/** Right after a time: the day of the money itself (昨天的货款, 12号那笔). */
export const ATTRIBUTE =
  /^\s?(?:钱|货款|款子?)|^\s?(?:那天|当天)?[的嘅啲]?(?:[那这]?[笔单桌张次]|(?<=[的嘅啲])[^退打出放结]{0,4}?(?:款|钱|费|账|单|货|订金|定金)|[的嘅](?!时候|通知|事|合同|退|结算|审核))/;
/** Right after a time: a date by which something has to be done. */
export const DEADLINE = /^\s?(?:\d{1,2}[:：]\d\d)?\s?(?:之前|以前|前|截止)(?!后|刷)/;
/** Right before a time: until now, or how late it is. */
export const UNTIL = /(?:[到至]|截止|现在是?|这都|都|已经|又|等到|今天是?|自从|原单|明天|后天)\s?$/;
/** Right before 三天了: how long something has been in use or shut. */
export const IN_USE = /[装用办开干做住关停][了过]?$/;
/** Right after a time: it tells the present hour or day (五点了, 今天都7号了). */
export const PRESENT = /^(?:都|已经)?了|^(?:都|已经|又|就|是)+(?:\d|星期|礼拜|周|[一二三四五六七八九十]+号)/;
/** Before a time in its clause: what usually happens, which is no single sale. */
export const HABIT =
  /每[天日次晚周个]|天天|平时|平常|一般|通常|一直|以前|以往|往常|从来|历来|向来|总是|老是|都是|正常/;
/** Right after 现在: only then is the sale going on. */
export const NOW_SELLING = /^(?:刚|正在?|有个?|客[人户]|顾客|又|想)*[刷收付卖拍]/;
/** Right before a time: it is denied (不是昨天). */
export const DENIED = /(?<!是|要|还|可|能|会)(?:不是|并非|不在|唔系|不系)\s?$/;
/** What follows replaces what was said before. */
export const CORRECTION =
  /不对|[说记搞弄看打写讲][错岔反混]|口误|[啊哦噢呃嗯]\s?不[,，\s是]|更正|纠正|日子[说记]岔|应该是|其实是|等[等下]/g;
/** Corrections that are none where nothing was told before them: 应该是第二天到. */
export const RECONSIDERED = /^(?:应该是|其实是|等[等下])$/;
/** A question about payouts in general. */
export const QUESTION =
  /吗|么|什么时候|啥时|几点|几时|几号|多久|哪天|多长时间|能不能|会不会|[能就]到|[到行成]不(?=$|[\s,，。?？])|[?？]/;
/** 11点前刷的 sets a bound, as rules do. */
export const BOUND = /[前后]$/;
/** The deed is done, so the question is about a real sale. */
export const DONE = /[刷收付卖扫充买]了?[的了完过咗嘅]|没到|没收到|还没|昨|成功/;

/** Ends of clauses; a single space is one where merchants write without punctuation. */
export const CLAUSE_END = /[,，。.!！?？;；\n~…]|\s/;
