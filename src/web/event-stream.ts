/** What is streamed: lines with sequence numbers, and who tells that there are new ones. */
interface Feed {
  readonly read: (after: number) => Promise<readonly { readonly seq: number }[]>;
  readonly listen: (heard: () => void) => () => void;
  readonly after: number;
  readonly stopping: AbortSignal;
  /** called once it is over, perhaps again */
  readonly ended: () => void;
}

/** Between two signs of life; proxies give up on a silent stream after 30 to 60 s. */
const PING_MS = 15_000;
const RETRY_MS = 2_000;

/** The lines of a feed as server-sent events: those after `after`, then every new one. */
export function eventStream(feed: Feed): Response {
  const headers = {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no',
  };
  return new Response(streamOf(feed), { headers });
}

function streamOf(feed: Feed): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const bell = createBell();
  const hush = feed.listen(bell.ring);
  feed.stopping.addEventListener('abort', bell.ring, { once: true });
  const end = () => {
    hush();
    feed.ended();
    feed.stopping.removeEventListener('abort', bell.ring);
    bell.ring();
  };
  let seen = feed.after;
  let live = true;
  return new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(`retry: ${RETRY_MS}\n\n`)),
    pull: async (controller) => {
      const lines = await linesAfter(feed, seen, bell);
      if (!live) return;
      seen = lines.at(-1)?.seq ?? seen;
      controller.enqueue(encoder.encode(lines.length === 0 ? ': ping\n\n' : lines.map(eventOf).join('')));
      if (feed.stopping.aborted) {
        end();
        controller.close();
      }
    },
    cancel: () => {
      live = false;
      end();
    },
  });
}

async function linesAfter(feed: Feed, seen: number, bell: Bell) {
  bell.reset();
  const lines = await feed.read(seen);
  if (lines.length > 0 || feed.stopping.aborted) return lines;
  await bell.heard(PING_MS);
  return feed.read(seen);
}

function eventOf(line: { readonly seq: number }): string {
  return `id: ${line.seq}\ndata: ${JSON.stringify(line)}\n\n`;
}

/** Wakes one waiter; a ring that nobody waits for is remembered until `reset`. */
interface Bell {
  ring(): void;
  reset(): void;
  heard(patienceMs: number): Promise<void>;
}

function createBell(): Bell {
  let rung = false;
  let wake = () => {};
  return {
    ring: () => {
      rung = true;
      wake();
    },
    reset: () => {
      rung = false;
    },
    heard: (patienceMs) =>
      new Promise((resolve) => {
        if (rung) return resolve();
        const timer = setTimeout(resolve, patienceMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
  };
}
