import { signs } from '../cases/signs.ts';

/** Of NIST SP 800-63B: length counts, rules of composition do not. */
const SHORTEST = 12;
const LONGEST = 128;
/** argon2id with 19 MiB and two passes: the least that OWASP advises. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const GENERATED = 20;

let dummy: Promise<string> | null = null;

/** Why a text cannot be somebody's password; null where it can. */
export function passwordFault(password: string, login: string): string | null {
  const { length } = [...password];
  if (length < SHORTEST) return `the password needs at least ${SHORTEST} characters`;
  if (length > LONGEST) return `the password has more than ${LONGEST} characters`;
  const plain = password.toLowerCase();
  if (plain.includes(login) || new Set(plain).size < 5) return 'the password is too easy to guess';
  return null;
}

/** What is kept of a password. */
export async function hashPassword(password: string): Promise<string> {
  const { hash } = await argon2();
  return hash(password.normalize('NFKC'), COST);
}

/** Whether a password is the right one. Takes as long where there is none to compare with. */
export async function isPassword(password: string, expected: string): Promise<boolean> {
  const { verify } = await argon2();
  const given = password.normalize('NFKC');
  if (expected !== '') return verify(expected, given);
  dummy ??= hashPassword('nobody logs in with this');
  await verify(await dummy, given);
  return false;
}

// A server that nobody logs in to starts without it.
function argon2() {
  return import('@node-rs/argon2');
}

/** A password of about 98 bits to begin with. */
export function newPassword(): string {
  return signs(GENERATED);
}
