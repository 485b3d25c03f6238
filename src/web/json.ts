import { SECURITY_HEADERS } from './headers.ts';

const HEADERS = { 'Content-Type': 'application/json; charset=utf-8', ...SECURITY_HEADERS };
const whole = new WeakSet<Response>();

/** A JSON text as a response, with all headers that a response of ours has. */
export function json(text: string, status: number): Response {
  const response = new Response(text, { status, headers: HEADERS });
  whole.add(response);
  return response;
}

/** Whether a response is one of those: looking at its headers would cost more than the rest of it. */
export function isWhole(response: Response): boolean {
  return whole.has(response);
}
