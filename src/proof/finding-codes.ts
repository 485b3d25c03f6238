/** Every kind of thing that the proof can find, by its stable code. They go on from the codes of authors' mistakes. */
export const FINDING_CODES = {
  DZ101: '程序在这句话上出错',
  DZ102: '谈话走不下去',
  DZ103: '问题超过上限',
  DZ104: '同一项问了两次',
  DZ105: '永远不会问',
  DZ106: '永远得不出的结论',
  DZ107: '从来不排第一的根因',
  DZ108: '危险信号没有停止提问',
  DZ109: '转人工、返回、重新开始、再说一遍不起作用',
  DZ110: '更正以后和一开始就说对不一样',
  DZ111: '树和证据不一致',
  DZ112: '一次说全和一问一答不一样',
  DZ120: '说出的电话不在登记之内',
  DZ121: '说出了网址',
  DZ122: '说出了广告用语',
  DZ123: '一条回复在某个渠道只能从句子中间断开',
  DZ124: '按钮在某个渠道太多或太长',
  DZ125: '说出了半角标点',
  DZ126: '说出了外文',
  DZ127: '说出了承诺或索要敏感信息',
  DZ130: '没有出处',
  DZ131: '电话超过180天没有核实',
  DZ132: '电话超过365天没有核实，不再说出',
  DZ140: '提问比最省的做法多',
  DZ141: '树定的顺序多问了，没有写明为什么',
  DZ150: '记录里有今天没有的名字',
  DZ151: '没有一段记录显出它有用',
  DZ152: '和记录的谈话不一样',
  DZ153: '还没有记录',
  DZ154: '记录的例句读出来不一样',
} as const;
export type FindingCode = keyof typeof FINDING_CODES;

/** Codes that are said but do not fail the check. */
export const FINDING_WARNINGS: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'DZ131',
  'DZ132',
  'DZ140',
  'DZ153',
]);
