/** The wording of the page that adds the first admin. */
export const FIRST_WORDS = {
  title: '到账:添加第一位管理员',
  hint: '这个链接只能用一次。密码至少12个字符,不要用店名、手机号或登录名。',
  login: '登录名',
  password: '密码',
  add: '添加并登录',
  wrongLogin: '登录名用2到128个字母、数字或 . _ @ + - 。',
  weak: '密码太短、太长或太容易猜到,请换一个。',
  gone: '这个链接用过了或已经过期。重新启动服务会给出新的链接,也可以运行 npx daozhang user add。',
} as const;
