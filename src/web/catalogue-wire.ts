import { z } from 'zod';

/** GET /api/v1/catalogue. */
export const catalogueSchema = z.object({
  version: z.string().describe('of the content'),
  issueSlot: z.string(),
  slots: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      kind: z.enum(['choice', 'time', 'code', 'amount', 'age']),
      derived: z.boolean().describe('follows from others'),
      options: z.array(z.object({ id: z.string(), name: z.string() })),
    }),
  ),
  causes: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type Catalogue = z.infer<typeof catalogueSchema>;
