import { createHash } from 'node:crypto';
import { child, items, type Place, textOf } from './sheet.ts';

/** What somebody vouched for who verified a number. */
export interface Verified {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  readonly verifiedOn: string;
  readonly sources: readonly string[];
}

/** The seal over a verified number: eight digits that change with any part of it. It guards against slips and edits
 * that nobody verified, not against somebody who means to deceive: who can edit the file can also seal it. */
export function sealOf({ id, name, phone, verifiedOn, sources }: Verified): string {
  const whole = JSON.stringify([id, name, phone, verifiedOn, ...sources]);
  return createHash('sha256').update(whole).digest('hex').slice(0, 8);
}

/** The verified number that a place of contacts.yaml holds, or null where there is none. */
export function verifiedAt(place: Place): Verified | null {
  const id = String(place.path.at(-1));
  const [name, phone, verifiedOn] = ['name', 'phone', 'verifiedOn'].map((key) => textOf(child(place, key)));
  if (name == null || phone == null || verifiedOn == null) return null;
  return {
    id,
    name,
    phone,
    verifiedOn,
    sources: items(child(place, 'sources')).map((one) => textOf(one) ?? ''),
  };
}
