import type { Post } from '../channel.ts';

/** A request as Botkit's adapters expect it of Express. */
export interface Request {
  readonly body: object;
  readonly rawBody: string;
  readonly headers: Readonly<Record<string, string>>;
  header(name: string): string | undefined;
}

/** A response as they expect it. */
export interface Reply {
  status(code: number): void;
  header(...line: readonly string[]): void;
  send(body: unknown): void;
  json(body: unknown): void;
  end(): void;
}

/** Lets an adapter answer a request with what it would write to Express. */
export async function exchange(
  { headers, body: rawBody }: Pick<Post, 'headers' | 'body'>,
  body: object,
  handle: (request: Request, response: Reply) => Promise<void>,
): Promise<Response> {
  const answer: { status: number; body: string | null; type: string | null } = {
    status: 200,
    body: null,
    type: null,
  };
  const request = {
    body,
    rawBody,
    headers: Object.fromEntries(headers),
    header: (name: string) => headers.get(name) ?? undefined,
  };
  await handle(request, {
    status: (code) => {
      answer.status = code;
    },
    header: () => {},
    send: (sent) => {
      answer.body = typeof sent === 'string' ? sent : JSON.stringify(sent);
    },
    json: (sent) => {
      answer.body = JSON.stringify(sent);
      answer.type = 'application/json; charset=utf-8';
    },
    end: () => {},
  });
  const { status, type } = answer;
  return new Response(answer.body, {
    status,
    ...(type === null ? {} : { headers: { 'Content-Type': type } }),
  });
}
