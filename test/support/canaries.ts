import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What must never be kept: as it is written, and the digits that must not be found anywhere. */
export const CANARIES = [
  ['我的卡号 4111 1111 1111 1111 没到账', '4111111111111111'],
  ['卡 6222021234567890128 刷的', '6222021234567890128'],
  ['卡号6225-8812-3456-7894', '6225881234567894'],
  ['卡号６２１７０００１２３４５６７８９０１８', '6217000123456789018'],
  ['六二一七零零零一二三四五六七八九零一八刷的', '六二一七零零零一二三四五六七八九零一八'],
  ['4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1没到', '4111111111111111'],
  ['身份证11010519491231002X', '11010519491231002X'],
  ['身份证号是110105491231002', '110105491231002'],
  ['电话 13987612345 请回电', '13987612345'],
  ['手机号 136 5432 1987', '13654321987'],
  ['验证码是 904817', '904817'],
  ['密码:738264', '738264'],
  ['cvv2 为 5093', 'cvv2 为 5093'],
] as const;
/** Those whose digits are found in a text, whatever stands between them. */
export function leaks(text: string): readonly string[] {
  const plain = text.normalize('NFKC');
  // Separators between digits are no disguise.
  const dense = plain.replace(/(?<=\d)[ -](?=\d)/g, '');
  return CANARIES.map(([, digits]) => digits).filter(
    (digits) => plain.includes(digits) || dense.includes(digits),
  );
}

/** All files of a folder as text: a store, its write-ahead log and whatever lies beside them. */
export function everythingIn(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name)).toString('utf8'))
    .join('\n');
}
