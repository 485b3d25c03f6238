import { z } from 'zod';
import { dayOf } from '../calendar/day.ts';

/** A verified number as the registry writes it. */
export const phoneSchema = z
  .string()
  .regex(/^(\d{3,6}|400-\d{3}-\d{4})$/)
  .brand<'Phone'>();

/** A number that a merchant may be told. Only its schema makes one, and only the
 * registry is read with it, so no other number can be told. */
export type Phone = z.infer<typeof phoneSchema>;

/** knowledge/contacts.yaml: contact id → entry. A phone without `verifiedOn` cannot be written. */
export const contactsSource = z.record(
  z.string(),
  z.union([
    z.strictObject({
      name: z.string().min(1),
      phone: phoneSchema,
      verifiedOn: z.iso.date(),
      /** set by `daozhang seal` once somebody has verified the number: a slip of the pen shows */
      seal: z
        .string()
        .regex(/^[0-9a-f]{8}$/)
        .optional(),
      scope: z.string().min(1),
      sources: z.array(z.string()).min(2),
    }),
    z.strictObject({
      name: z.string().min(1),
      phone: z.null(),
      scope: z.string().min(1),
      /** The slot (Chinese name) whose option may name a more precise, verified contact. */
      narrowedBy: z.string().optional(),
      sources: z.array(z.string()).min(1),
    }),
  ]),
);
export type ContactsSource = z.infer<typeof contactsSource>;

/** Whom to call. `phone` is null where no number is verified: then the scope says where to look for it. */
export interface Contact {
  readonly id: string;
  readonly name: string;
  readonly phone: Phone | null;
  readonly verifiedOn: string | null;
  readonly scope: string;
  /** slot id whose option can name a more precise contact */
  readonly narrowedBy: string | null;
  readonly sources: readonly string[];
}

const DAY = 86_400_000;
/** Days after which a number has to be verified again, and after which it is not told any more. */
export const STALE_DAYS = 180;
export const SILENT_DAYS = 365;

/** Days since a number was verified, at an instant in epoch ms; null where there is no number. */
export function daysSinceVerified({ verifiedOn }: Contact, at: number): number | null {
  return verifiedOn === null ? null : Math.round((Date.parse(dayOf(at)) - Date.parse(verifiedOn)) / DAY);
}

/** The contact as it may be told at an instant: a number that nobody verified for a year is left out. */
export function tellable(contact: Contact, at: number): Contact {
  const days = daysSinceVerified(contact, at);
  return days === null || days <= SILENT_DAYS ? contact : { ...contact, phone: null, verifiedOn: null };
}
