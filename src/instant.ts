import { z } from 'zod';

const schema = z.iso.datetime({ offset: true });

/** An instant as a person writes it (ISO 8601 with offset) in epoch ms; null where it is none. */
export function instantFrom(text: string): number | null {
  return schema.safeParse(text).success ? Date.parse(text) : null;
}
