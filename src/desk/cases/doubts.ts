import type { Content } from '../../content/content.ts';
import { suspicions } from '../../content/wording.ts';
import { tellable } from '../../knowledge/contact.ts';

/** Something in an agent's words that may do harm to a merchant. */
export interface Doubt {
  readonly kind: 'phone' | 'link' | 'promise' | 'asks_secret' | 'advertising';
  readonly words: string;
  /** for the agent */
  readonly text: string;
}

const KINDS: Readonly<Record<string, Doubt['kind']>> = {
  DZ042: 'phone',
  DZ043: 'link',
  DZ044: 'advertising',
  DZ046: 'promise',
  DZ047: 'asks_secret',
};
/** What nobody may send, whatever the reason. */
const NEVER: ReadonlySet<Doubt['kind']> = new Set(['asks_secret', 'advertising']);

/** What is doubtful in a text at an instant (epoch ms): numbers and links that no verified contact has, promises in the
 * name of banks, requests for secrets, advertising. Disguises by wide digits and blanks are seen through. */
export function doubtsIn(content: Content, text: string, at: number): readonly Doubt[] {
  const plain = text
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/(?<=\d)[ .·_—–-]+(?=\d)/g, '');
  const verified = verifiedNumbers(content, at);
  const found = suspicions(plain).flatMap(({ code, words, message }): Doubt[] => {
    const kind = KINDS[code];
    if (kind === undefined || (kind === 'phone' && verified.has(words.replace(/\D/g, '')))) return [];
    return [{ kind, words, text: message }];
  });
  return found.filter((one, i) => found.findIndex(({ words }) => words === one.words) === i);
}

/** Whether an agent may insist on it. */
export function mayInsist(doubts: readonly Doubt[]): boolean {
  return !doubts.some(({ kind }) => NEVER.has(kind));
}

function verifiedNumbers({ contacts }: Content, at: number): ReadonlySet<string> {
  return new Set(
    Object.values(contacts).flatMap((contact) => {
      const { phone, verifiedOn } = tellable(contact, at);
      return phone === null || verifiedOn === null ? [] : [phone.replace(/\D/g, '')];
    }),
  );
}
