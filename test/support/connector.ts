import { createServer } from 'node:http';
import { z } from 'zod';

const sentSchema = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  attachments: z.array(z.looseObject({ content: z.looseObject({}) })).optional(),
});

/** An activity as the Bot Framework's connector gets it. */
export type SentActivity = z.infer<typeof sentSchema>;

/** The Bot Framework's connector on loopback: what is sent to a conversation, in order. */
export async function openConnector() {
  const sent: { conversation: string; activity: SentActivity; method: string; id: string }[] = [];
  const fault = { times: 0, status: 500, headers: {} as Record<string, string> };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const answer = (status: number, body: unknown, headers: Record<string, string> = {}) => {
        response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
        response.end(JSON.stringify(body));
      };
      if (fault.times > 0) {
        fault.times -= 1;
        return answer(fault.status, { error: { code: 'Fault', message: 'fault' } }, fault.headers);
      }
      const [, conversation = '', named = ''] =
        /\/v3\/conversations\/([^/]+)\/activities(?:\/([^/?]+))?/.exec(request.url ?? '') ?? [];
      const { method = '' } = request;
      const id = method === 'PUT' ? decodeURIComponent(named) : `a${sent.length + 1}`;
      const activity = sentSchema.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
      sent.push({ conversation: decodeURIComponent(conversation), activity, method, id });
      answer(200, { id });
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const close = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { url: `http://127.0.0.1:${port}/`, sent, fault, close };
}
