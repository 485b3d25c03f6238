import type { Exit, Io } from './io.ts';
import { onStore, type StoreFlags } from './staff-command.ts';
import type { AuditVerdict } from './store/staff/audit-trail.ts';

/** `daozhang audit verify`: checks that no entry was edited, removed or inserted. Exits 1 with what it found. */
export function auditVerifyCommand(
  flags: StoreFlags & { readonly anchor?: readonly string[] },
  io: Io,
): Promise<Exit> {
  return onStore('audit', flags, io, async (store) => {
    const anchors = (flags.anchor ?? []).map(anchorOf);
    if (anchors.includes(null)) {
      io.err('daozhang audit: --anchor needs what verify printed, like 120:3fa9…');
      return 2;
    }
    return tell(await store.audit.verify(anchors.filter((anchor) => anchor !== null)), io);
  });
}

function tell({ entries, head, unchained, findings }: AuditVerdict, io: Io): Exit {
  for (const finding of findings) io.err(`daozhang audit: ${finding}`);
  const before = unchained === 0 ? '' : `, and ${unchained} from before the chain`;
  const whole = findings.length === 0;
  io.out(`${entries} entries${before}: ${whole ? 'whole' : 'BROKEN'}\n`);
  if (whole) io.out(`anchor ${head.seq}:${head.hash}\n`);
  return whole ? 0 : 1;
}

/** `daozhang audit list`: the newest entries, as JSON lines. */
export function auditListCommand(flags: StoreFlags & { readonly limit: number }, io: Io): Promise<Exit> {
  return onStore('audit', flags, io, async (store) => {
    const wanted = { before: null, entity: null, entityId: null, limit: flags.limit };
    for (const { at, detail, ...entry } of await store.audit.list(wanted)) {
      const told = {
        ...entry,
        at: new Date(at).toISOString(),
        detail: detail === null ? null : JSON.parse(detail),
      };
      io.out(`${JSON.stringify(told)}\n`);
    }
    return 0;
  });
}

function anchorOf(text: string): { readonly seq: number; readonly hash: string } | null {
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  return seq === undefined || hash === undefined ? null : { seq: Number(seq), hash };
}
