import pg from 'pg';
import { z } from 'zod';

/** Where announcements come in, and who says our own. */
interface Source {
  readonly url: string;
  readonly channel: string;
  readonly me: string;
}

const RETRY_MS = 1_000;
const newsSchema = z.object({ me: z.string(), ids: z.array(z.string()) });

/** Listens on a connection of its own and comes back where it breaks; what was said meanwhile is lost, so that
 * everything has to be read again (null). Ends when the returned function is called. */
export function watchPostgres(source: Source, heard: (ids: readonly string[] | null) => void): () => void {
  let live = true;
  let client: pg.Client | null = null;
  const listen = async (): Promise<void> => {
    const mine = new pg.Client({ connectionString: source.url, application_name: 'daozhang listen' });
    client = mine;
    const broken = new Promise<void>((resolve) => {
      mine.on('error', () => resolve());
      mine.on('end', () => resolve());
    });
    mine.on('notification', ({ payload = '' }) => tell(payload, source.me, heard));
    await mine.connect();
    await mine.query(`listen ${source.channel}`);
    heard(null);
    await broken;
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

function tell(payload: string, me: string, heard: (ids: readonly string[]) => void): void {
  const news = newsSchema.parse(JSON.parse(payload));
  if (news.me !== me) heard(news.ids);
}
