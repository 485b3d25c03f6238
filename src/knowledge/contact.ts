import { z } from 'zod';

/** knowledge/contacts.yaml: contact id → entry. A phone without `verifiedOn` cannot be written. */
export const contactsSource = z.record(
  z.string(),
  z.union([
    z.strictObject({
      name: z.string().min(1),
      phone: z.string().regex(/^(\d{3,6}|400-\d{3}-\d{4})$/),
      verifiedOn: z.iso.date(),
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
  readonly phone: string | null;
  readonly verifiedOn: string | null;
  readonly scope: string;
  /** slot id whose option can name a more precise contact */
  readonly narrowedBy: string | null;
  readonly sources: readonly string[];
}
