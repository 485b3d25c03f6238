import { z } from 'zod';
import { json } from '../json.ts';
import { callerOf, type Route } from '../route.ts';
import type { Service } from '../service.ts';

const SHOWN = 200;

/** Something that was done. */
export const auditEntrySchema = z.object({
  seq: z.int(),
  at: z.int().describe('epoch ms'),
  actor: z.string(),
  action: z.string(),
  entity: z.string(),
  entityId: z.string(),
  detail: z.unknown(),
  hash: z.string(),
});

/** A number of an entry; null: none was asked for. */
const position = z.coerce.number().int().min(1).nullable().catch(null);

/** Who did what: for admins. Reading it is an entry too. */
export function auditRoutes(service: Service): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/api/v1/audit',
      summary: `Who saw, changed, took, closed and exported what: ${SHOWN} entries, the newest first.`,
      access: 'role:admin',
      query: { before: 'only entries with a smaller seq' },
      success: {
        status: 200,
        description: 'A page.',
        body: z.object({ entries: z.array(auditEntrySchema) }),
      },
      failures: [401, 403],
      handle: async (call) => {
        const { audit } = service.desk.store;
        const query = new URL(call.request.url).searchParams;
        const wanted = {
          before: position.parse(query.get('before')),
          entity: query.get('entity'),
          entityId: query.get('entityId'),
          limit: SHOWN,
        };
        const entries = (await audit.list(wanted)).map(({ detail, ...entry }) => ({
          ...entry,
          detail: detail === null ? null : (JSON.parse(detail) as unknown),
        }));
        const entry = { actor: callerOf(call).id, action: 'saw', entity: 'audit', entityId: '*' };
        await audit.add([entry], service.clock());
        return json(JSON.stringify({ entries }), 200);
      },
    },
  ];
}
