/** The console's own wording. What merchants read is in dialogs/ and knowledge/. */
export const WORDS = {
  brand: '到账',
  title: '客服工作台',
  pages: {
    queue: '待办',
    triage: '消息诊断',
    knowledge: '知识库',
    dashboard: '看板',
    users: '成员',
    audit: '记录',
    settings: '设置',
  },
  nav: '工作台',
  skip: '跳到正文',
  loading: '正在读取…',
  unknown: '不清楚',
  copy: '复制',
  copied: '已复制',
  retry: '重试',
  cancel: '取消',
  save: '保存',
  search: '搜索',
  none: '暂无',
  minutes: (n: number) =>
    n < 90 ? `${n}分钟` : n < 2880 ? `${Math.round(n / 60)}小时` : `${Math.round(n / 1440)}天`,
  share: (percent: number) => `可能性${percent}%`,
  speaksFor: '支持',
  speaksAgainst: '不支持',
  due: '应到账',
  before: (moment: string) => `${moment}前`,
  verified: (day: string) => `核实于${day}`,
  urgency: { wait: '等到期即可', self_service: '商户可自行处理', act_today: '今天处理', urgent: '立即处理' },
  pathExcluded: (causes: readonly string[]) =>
    `已排除：${causes.slice(0, 3).join('、')}${causes.length > 3 ? `等${causes.length}种` : ''}`,
  pathAsk: '现在该问',
  pathRule: '按规则得出',
  pathEvidence: '按证据看，最像',
} as const;

/** Logging in. */
export const LOGIN = {
  title: '登录工作台',
  login: '登录名',
  password: '密码',
  enter: '登录',
  leave: '退出登录',
  wrong: '登录名或密码不对。',
  wait: '尝试次数太多，请过几分钟再试。',
  insecure: '这个地址没有加密，不能登录。请用https打开。',
  elsewhere: '用单位账号登录',
  notVouched: '单位账号没有通过，或还不是这里的成员。请让管理员在“成员”里添加您的账号，再试一次。',
  noProvider: '单位的登录服务没有回应，请稍后再试，或用密码登录。',
  noUser: '还没有用户？在服务器上运行 npx daozhang user add，或用启动时打印的一次性链接。',
  withoutLogin: '不登录，只诊断一条消息',
  role: { agent: '客服', lead: '组长', author: '内容作者', admin: '管理员' },
} as const;

/** What went wrong, and what to do about it. */
export const TROUBLES = {
  offline: '连不上服务器，请检查网络后重试。',
  login: '登录已失效，请重新登录。',
  forbidden: '您的角色不能做这件事。',
  missing: '没有找到，可能已被删除，或不归您的组处理。',
  held: '同事正在处理这条，请等他交还，或请组长强制接手。',
  notHeld: '请先接手，再做这一步。',
  over: '这条已经结束了。',
  conflict: '这条刚刚被别人改过，已为您更新，请再看一眼。',
  tooLong: '内容太长，请分几次发。',
  busy: '操作太快，请稍等再试。',
  malformed: '填写的内容不符合要求。',
  fault: '服务器出了问题，什么都没有丢，请稍后再试。',
} as const;

/** The triage box. */
export const TRIAGE = {
  label: '商户的消息或整段对话',
  hint: '把商户的消息、工单或整段聊天记录粘贴到这里。例如：昨天下午刷的储蓄卡，平时秒到，钱到现在没到',
  run: '诊断',
  keys: 'Ctrl + Enter',
  clear: '清空',
  private: '卡号、手机号、身份证号会先遮住再分析；什么都不保存。',
  marked: '读出的情况',
  facts: '已知',
  causes: '可能的原因',
  leaning: '还说不准，目前的可能',
  reply: '可以这样回复',
  replyQuestion: '先问一句',
  replyAnswer: '直接答复',
  missing: '还要问（按顺序）',
  path: '判断经过',
  contacts: '联系谁',
  steps: '处理步骤',
  warnings: '注意',
  verdict: '诊断',
  outside: '这条消息不属于收款到账问题，不用按到账流程处理。',
  nothing: '没有读出与到账有关的内容。可以先用下面的话问清楚。',
  human: '商户要求人工。',
  empty: '诊断结果会显示在这里：读出的情况、最可能的原因和依据、还要问什么、可以直接发给商户的回复。',
} as const;

/** The knowledge search. */
export const KNOWLEDGE = {
  label: '搜索原因、响应码、出款提示、文章、电话',
  hint: '例如：51、户名不符、节假日、银联电话',
  kind: { cause: '原因', code: '响应码', article: '文章', contact: '联系方式', payout: '出款提示' },
  nothing: '没有找到。换个说法，或少写几个字。',
  steps: '处理步骤',
  noPhone: '没有核实过的电话，请按说明查找。',
  found: (n: number) => `找到${n}条`,
} as const;
