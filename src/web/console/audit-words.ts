import { HISTORY } from './case-words.ts';

const ACTIONS: Readonly<Record<string, string>> = {
  ...HISTORY,
  saw: '查看',
  exported: '导出',
  erased: '删除',
  forgot: '到期清除',
  added: '添加',
  changed: '修改',
  removed: '移除',
  'sent-again': '重新发送',
  'logged-in': '登录',
  'logged-out': '退出登录',
  'login-failed': '登录失败',
  'code-given': '取得连接Teams的代码',
  linked: '连接Teams',
  unlinked: '断开Teams',
  told: '通知客服',
};

const THINGS: Readonly<Record<string, string>> = {
  case: '工单',
  conversation: '对话',
  conversations: '到期的对话',
  user: '成员',
  webhook: '消息推送',
  audit: '操作记录',
};

const ACTORS: Readonly<Record<string, string>> = {
  bot: '机器人',
  merchant: '商户',
  machine: '其他系统',
  retention: '到期清理',
  unknown: '没有这个登录名的人',
  'first-link': '首次登录链接',
  terminal: '服务器终端',
};

/** The wording of the page on what was done. */
export const AUDIT = {
  title: '操作记录',
  note: '谁看过、改过、接手过、结案过、导出过什么。只能添加，不能修改；在服务器上运行 npx daozhang audit verify 可以核对有没有被改过。',
  action: ACTIONS,
  thing: THINGS,
  actor: ACTORS,
  older: '更早的',
  newest: '回到最新',
  nobody: '已不在的成员',
  empty: '还没有记录。',
} as const;
