import { useCallback, useState } from 'react';
import { type Answer, call } from './call.ts';
import type { CaseView } from './case-shape.ts';

type Failed = Extract<Answer<unknown>, { ok: false }>;

/** What can be done to a case. */
export type DeedName = 'take' | 'reply' | 'notes' | 'return' | 'transfer' | 'facts' | 'close' | 'extend';

/** Does something to a case; gives what went wrong, or null. */
export type Doing = (name: DeedName, body?: object) => Promise<Failed | null>;

/** Lets deeds be done to a case: each has its own id, so that it counts once, and says which version was seen. */
export function useDeeds(shown: CaseView | null, put: (next: CaseView) => void, reload: () => void) {
  const [trouble, setTrouble] = useState<Failed | null>(null);
  const [busy, setBusy] = useState(false);
  const [id, version] = [shown?.id ?? '', shown?.version ?? 0];
  const act: Doing = useCallback(
    async (name, body = {}) => {
      setBusy(true);
      const deed = { id: crypto.randomUUID(), version, ...body };
      const answer = await call<CaseView>('POST', `/api/v1/cases/${encodeURIComponent(id)}/${name}`, deed);
      setBusy(false);
      if (answer.ok) {
        setTrouble(null);
        put(answer.value);
        return null;
      }
      if (answer.status === 409) reload();
      // What is doubtful in a text is shown beside it.
      setTrouble(answer.code === 'doubtful_text' ? null : answer);
      return answer;
    },
    [id, version, put, reload],
  );
  return { act, trouble, busy };
}
