import type { z } from 'zod';
import { isTooDeep } from './depth.ts';
import type { Refusal } from './refusal.ts';

/** The largest request body in bytes. */
export const BODY_LIMIT = 64 * 1024;

/** A body as the schema reads it, or why it cannot be read. */
export type Body<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal };

/** Reads a JSON body of at most BODY_LIMIT bytes; no body at all reads as {}. */
export async function readBody<T>(request: Request, schema: z.ZodType<T>): Promise<Body<T>> {
  const bytes = await readBounded(request);
  if (bytes === null) return refused(TOO_LARGE);
  if (bytes.length > 0 && !isJson(request.headers.get('content-type'))) return refused(NOT_JSON);
  const parsed = parse(bytes);
  if (parsed === undefined) return refused(MALFORMED);
  const result = schema.safeParse(parsed);
  return result.success ? { ok: true, value: result.data } : refused(wrong(result.error));
}

/** Reads the fields of a form of at most BODY_LIMIT bytes, each by its last value; null where it is longer. */
export async function readForm(request: Request): Promise<ReadonlyMap<string, string> | null> {
  const bytes = await readBounded(request);
  return bytes === null ? null : new Map(new URLSearchParams(new TextDecoder().decode(bytes)));
}

/** Reads a body of at most BODY_LIMIT bytes as UTF-8; null where it is longer. */
export async function readText(request: Request): Promise<string | null> {
  const bytes = await readBounded(request);
  return bytes === null ? null : new TextDecoder().decode(bytes);
}

/** A body beyond BODY_LIMIT. */
export const TOO_LARGE: Refusal = {
  status: 413,
  code: 'too_large',
  message: `the body is larger than ${BODY_LIMIT} bytes: send less at a time`,
};
const NOT_JSON: Refusal = {
  status: 415,
  code: 'unsupported_media_type',
  message: 'send the body as Content-Type: application/json',
};
const MALFORMED: Refusal = {
  status: 400,
  code: 'malformed_json',
  message: 'the body is not valid JSON in UTF-8, or nests too deep',
};

function refused(refusal: Refusal): { ok: false; refusal: Refusal } {
  return { ok: false, refusal };
}

// A body without a length is counted while it comes in, and not read to its end where it is too long.
async function readBounded(request: Request): Promise<Uint8Array | null> {
  // A length that is told is kept to: then the body can be had at once, which takes a tenth of the time.
  const told = request.headers.get('content-length');
  if (told !== null) return Number(told) > BODY_LIMIT ? null : new Uint8Array(await request.arrayBuffer());
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part !== undefined && !part.done; part = await reader?.read()) {
    size += part.value.length;
    if (size > BODY_LIMIT) {
      await reader?.cancel();
      return null;
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks);
}

function isJson(contentType: string | null): boolean {
  return /^application\/json\s*(;|$)/i.test(contentType ?? '');
}

function parse(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return {};
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return isTooDeep(text) ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function wrong(error: z.ZodError): Refusal {
  const [issue] = error.issues;
  const place = issue?.path.join('.') ?? '';
  const message = `${place === '' ? 'the body' : place}: ${issue?.message ?? 'invalid'}`;
  const tooLong = issue?.code === 'custom' && issue.params?.tooLong === true;
  return tooLong
    ? { status: 413, code: 'text_too_long', message }
    : { status: 400, code: 'invalid_request', message };
}
