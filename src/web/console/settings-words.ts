const REFUSED: Readonly<Record<string, string>> = {
  wrong_login: '现在的密码不对。',
  weak_password: '新密码太弱：至少12个字符，不要用常见密码，也不要包含登录名。',
  address_refused: '不能推送到这个地址：要用https，内网地址要先由运维放行。',
  no_agent_channel: '这台服务器还没有接Teams。',
  invalid_request: '填写的内容不符合要求。',
};

const STATES: Readonly<Record<string, string>> = {
  queued: '排队中',
  running: '发送中',
  done: '已送达',
  dead: '多次失败，已放弃',
};

/** The wording of one's own settings, and of those of the house. */
export const SETTINGS = {
  title: '设置',
  mine: '我的账号',
  role: '角色',
  team: '团队',
  password: '修改密码',
  current: '现在的密码',
  next: '新密码（至少12个字符）',
  change: '修改密码',
  changed: '密码已修改，其他地方的登录都已退出。',
  teams: '在Teams里接单',
  teamsNote: '把您的Teams账号和这个账号连起来，就能在Teams里接单、回复商户、收到提醒。',
  teamsConnect: '连接Teams',
  teamsWrite: (code: string) => `绑定 ${code}`,
  teamsHow: (minutes: number) => `在Teams里把这句话发给机器人，${minutes}分钟内有效，只能用一次。`,
  hooks: '消息推送',
  hooksNote: '工单有变化时通知其他系统。通知里只有编号，没有商户的话。',
  url: '接收地址',
  add: '添加',
  secret: '签名密钥只显示这一次，请现在保存：',
  since: (day: string) => `${day}添加`,
  ping: '发一条测试',
  remove: '移除',
  deliveries: '最近的推送',
  tries: (n: number) => `第${n}次`,
  revive: '再发一次',
  test: '测试',
  state: STATES,
  refused: REFUSED,
} as const;
