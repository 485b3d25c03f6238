/** Why a request is refused: an HTTP status, a stable code, and a sentence that one can act on. */
export interface Refusal {
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 429 | 500 | 503;
  readonly code: string;
  readonly message: string;
}

/** The refusal as a response. */
export function refuse(refusal: Refusal): Response {
  const { status, code, message } = refusal;
  const headers: Record<string, string> = { 'Content-Type': 'application/json; charset=utf-8' };
  if (status === 401) headers['WWW-Authenticate'] = 'Bearer';
  return new Response(JSON.stringify({ error: { code, message } }), { status, headers });
}
