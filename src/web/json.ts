/** A JSON text as a response. */
export function json(text: string, status: number): Response {
  return new Response(text, { status, headers: { 'Content-Type': 'application/json; charset=utf-8' } });
}
