import { backoff } from './backoff.ts';

const CLOSED = 2;

/** Listens for new lines of a talk. It rings with the sequence number of a new line, or with 0 where there may be
 * news. An EventSource gives up for good after one answer that is not 200, so it is opened again; until then every
 * try asks for news. */
export class Doorbell {
  #source: EventSource | null = null;
  #timer = 0;
  #tries = 0;
  #watched: { readonly id: string; after: number } | null = null;
  readonly #ring: (seq: number) => void;

  constructor(ring: (seq: number) => void) {
    this.#ring = ring;
  }

  /** Listens to a talk from a line on; where that is done already it goes on. */
  watch(id: string, after: number): void {
    const same = this.#watched?.id === id;
    this.#watched = { id, after };
    if (!same || this.#source === null) this.#open();
  }

  /** Something has changed: the network, or the page is seen again. */
  wake(): void {
    if (this.#watched === null) return;
    this.#tries = 0;
    this.#ring(0);
    this.#open();
  }

  /** Stops listening until it is woken. */
  sleep(): void {
    window.clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }

  #open(): void {
    this.sleep();
    if (this.#watched === null) return;
    const { id, after } = this.#watched;
    const source = new EventSource(`/api/v1/conversations/${id}/events?after=${after}`);
    this.#source = source;
    source.onopen = () => {
      this.#tries = 0;
    };
    source.onmessage = (event) => this.#heard(Number(event.lastEventId));
    source.onerror = () => {
      if (source === this.#source && source.readyState === CLOSED) this.#again();
    };
  }

  #heard(seq: number): void {
    if (this.#watched !== null) this.#watched.after = Math.max(this.#watched.after, seq);
    this.#ring(seq);
  }

  #again(): void {
    this.sleep();
    this.#timer = window.setTimeout(() => {
      this.#ring(0);
      this.#open();
    }, backoff(this.#tries));
    this.#tries += 1;
  }
}
