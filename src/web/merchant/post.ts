import type { PageData, Sending, View } from './view.ts';

/** What came of a request: the talk as it stands, a reason to try again, or a reason not to. */
export type Posted =
  | { readonly type: 'view'; readonly view: View }
  | { readonly type: 'again' }
  | { readonly type: 'refused'; readonly status: number };

const PATIENCE_MS = 20_000;

/** Sends a message. The same id again is answered, not counted again. */
export function post(data: PageData, id: string, sending: Sending, after: number): Promise<Posted> {
  const body = new URLSearchParams({ id, after: String(after), ...fields(sending) });
  if (data.secret !== null) body.set('secret', data.secret);
  return ask(data, `/talk${data.query}`, { method: 'POST', body });
}

/** The talk as it stands, with the lines after a sequence number. */
export function refresh(data: PageData, after: number): Promise<Posted> {
  return ask(data, `/talk?after=${after}`, { method: 'GET' });
}

function fields(sending: Sending): Record<string, string> {
  if ('text' in sending) return { text: sending.text };
  return 'do' in sending ? { do: sending.do } : { choice: sending.choice };
}

async function ask(data: PageData, address: string, init: RequestInit): Promise<Posted> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  // Where a frame is given no cookies the page itself has to know the secret.
  if (data.secret !== null) headers.Authorization = `Bearer ${data.secret}`;
  try {
    const response = await bounded(fetch(address, { ...init, headers, credentials: 'same-origin' }));
    if (response.ok) return { type: 'view', view: await response.json() };
    const passing = response.status >= 500 || response.status === 429 || response.status === 408;
    return passing ? { type: 'again' } : { type: 'refused', status: response.status };
  } catch {
    return { type: 'again' };
  }
}

function bounded<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('no answer')), PATIENCE_MS);
    work.then(resolve, reject);
  });
}
