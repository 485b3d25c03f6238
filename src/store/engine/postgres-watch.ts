import pg from 'pg';
import { z } from 'zod';

/** Where announcements come in, and who says our own. */
interface Source {
  readonly url: string;
  readonly channel: string;
  readonly me: string;
}

const RETRY_MS = 1_000;
/** Between two signs of life, and how long one is waited for: a connection may end without anybody being told. */
const PULSE_MS = 15_000;
const SILENCE_MS = 5_000;
const newsSchema = z.object({ me: z.string(), ids: z.array(z.string()) });

/** Listens on a connection of its own and comes back where it breaks; what was said meanwhile is lost, so that
 * everything has to be read again (null). Ends when the returned function is called. */
export function watchPostgres(source: Source, heard: (ids: readonly string[] | null) => void): () => void {
  let live = true;
  let client: pg.Client | null = null;
  const listen = async (): Promise<void> => {
    const mine = new pg.Client({
      connectionString: source.url,
      application_name: 'daozhang listen',
      connectionTimeoutMillis: SILENCE_MS,
      query_timeout: SILENCE_MS,
    });
    client = mine;
    const broken = new Promise<void>((resolve) => {
      mine.on('error', () => resolve());
      mine.on('end', () => resolve());
    });
    mine.on('notification', ({ payload = '' }) => tell(payload, source.me, heard));
    await mine.connect();
    await mine.query(`listen ${source.channel}`);
    heard(null);
    await Promise.race([broken, silent(mine)]);
  };
  const loop = async (): Promise<void> => {
    while (live) {
      await listen().catch(() => undefined);
      await client?.end().catch(() => undefined);
      if (live) await new Promise((resolve) => setTimeout(resolve, RETRY_MS).unref());
    }
  };
  void loop();
  return () => {
    live = false;
    void client?.end().catch(() => undefined);
  };
}

/** Resolves when the other side gives no sign of life any more. */
async function silent(client: pg.Client): Promise<void> {
  try {
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, PULSE_MS).unref());
      await client.query('select 1');
    }
  } catch {}
}

// What another program or version says there is not to be understood, but may be news.
function tell(payload: string, me: string, heard: (ids: readonly string[] | null) => void): void {
  const news = newsSchema.safeParse(parsed(payload));
  if (!news.success) heard(null);
  else if (news.data.me !== me) heard(news.data.ids);
}

function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return null;
  }
}
