/** What came of a request: what was asked for, or why not. Status 0: nobody answered. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly status: number; readonly code: string; readonly told: unknown };

const PATIENCE_MS = 20_000;

/** Happens at the window when the server does not know the login any more. */
export const LOGGED_OUT = 'loggedout';

let csrf = '';

/** Keeps what has to go with every request that changes something. */
export function carry(token: string): void {
  csrf = token;
}

/** Asks the server. What it answers has the shape that the API describes. */
export async function call<T>(
  method: 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: object,
): Promise<Answer<T>> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (csrf !== '') headers['X-CSRF-Token'] = csrf;
  const init: RequestInit = { method, headers, signal: AbortSignal.timeout(PATIENCE_MS) };
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
    init.body = JSON.stringify(body);
  }
  try {
    const response = await fetch(path, init);
    const text = await response.text();
    const told = text === '' ? null : JSON.parse(text);
    if (response.ok) return { ok: true, value: told };
    if (response.status === 401 && csrf !== '') window.dispatchEvent(new Event(LOGGED_OUT));
    return { ok: false, status: response.status, code: told?.error?.code ?? '', told };
  } catch {
    return { ok: false, status: 0, code: '', told: null };
  }
}
