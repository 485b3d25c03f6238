const REFUSED: Readonly<Record<string, string>> = {
  weak_password: '密码太弱：至少12个字符，不要用常见密码，也不要包含登录名。',
  name_taken: '这个登录名，或组里的这个姓名，已经有人用了。',
  last_admin: '这是最后一个管理员，请先让别人成为管理员。',
};

/** The wording of the page on users. */
export const USERS = {
  title: '成员',
  add: '添加成员',
  change: '修改',
  changeOf: (name: string) => `修改${name}`,
  newPassword: '新密码（不改就空着）',
  name: '姓名（同事和商户看得到）',
  team: '团队',
  noTeam: '默认团队',
  role: '角色',
  roleOf: (name: string) => `${name}的角色`,
  since: (day: string) => `${day}加入`,
  disabled: '已停用',
  disable: '停用',
  enable: '恢复',
  refused: REFUSED,
} as const;

/** The team of whoever has no other. */
const NO_TEAM = 'default';

/** A team as people read it. */
export function teamText(team: string): string {
  return team === NO_TEAM ? USERS.noTeam : team;
}
