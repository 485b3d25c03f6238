import { z } from 'zod';

/** A file of dialogs/renamed/: ids that a change of the content took away, so that talks begun before it go on.
 * `slots`: old slot id → the Chinese name of the slot in its place; `options`: old slot id → old value id → the name of
 * the option in its place. Null: what was said of it is forgotten. */
export const renamedSource = z.strictObject({
  slots: z.record(z.string(), z.string().nullable()).optional(),
  options: z.record(z.string(), z.record(z.string(), z.string().nullable())).optional(),
});
export type RenamedSource = z.infer<typeof renamedSource>;

/** Old ids and those in their place: slot id → slot id, and slot id → value id → value id. Null: forgotten. */
export interface Renamed {
  readonly slots: Readonly<Record<string, string | null>>;
  readonly options: Readonly<Record<string, Readonly<Record<string, string | null>>>>;
}
