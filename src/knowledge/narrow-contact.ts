import type { Contact } from './contact.ts';

/** The contact to show for a general one (the acquirer on the slip): the contact that an option of its
 * `narrowedBy` slot names, if that one has a verified number, else the general one. */
export function narrowContact(
  contacts: Readonly<Record<string, Contact>>,
  general: Contact,
  named: string | null,
): Contact {
  const precise = named === null ? undefined : contacts[named];
  return precise !== undefined && precise.phone !== null ? precise : general;
}
