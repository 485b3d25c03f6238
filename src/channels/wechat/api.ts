import { z } from 'zod';

/** An interface of the platform, at one of its fixed hosts. */
export interface Api {
  /** Calls it and gives its JSON. Rejects where it cannot be reached or answers anything else. */
  call(path: string, query: Readonly<Record<string, string>>, body: object | null): Promise<ApiAnswer>;
}

/** What every call answers; the rest depends on the call. */
export interface ApiAnswer {
  /** 0 where it went well */
  readonly errcode: number;
  readonly errmsg: string;
  readonly [field: string]: unknown;
}

const answerSchema = z.looseObject({ errcode: z.number().default(0), errmsg: z.string().default('') });

/** Shorter than the lease of whoever calls. */
const PATIENCE_MS = 5_000;

/** The interface at an address. What is thrown names the path only: queries and bodies hold secrets. */
export function createApi(base: string): Api {
  return {
    call: async (path, query, body) => {
      const url = new URL(path, base);
      url.search = new URLSearchParams(query).toString();
      const response = await fetch(url, {
        method: body === null ? 'GET' : 'POST',
        ...(body === null ? {} : { body: JSON.stringify(body), headers: JSON_HEADERS }),
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE_MS),
      }).catch((error: unknown) => {
        throw new Error(`${path} cannot be reached: ${reasonOf(error)}`);
      });
      const answer = answerSchema.safeParse(await response.json().catch(() => null));
      if (!response.ok || !answer.success)
        throw new Error(`${path} answered ${response.status} without JSON`);
      return answer.data;
    },
  };
}

const JSON_HEADERS = { 'Content-Type': 'application/json; charset=utf-8' };

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return error.cause instanceof Error ? error.cause.message : error.name;
}
