import { backoff } from './backoff.ts';
import { Doorbell } from './doorbell.ts';
import { type Posted, post, refresh } from './post.ts';
import { firstState, lastSeq, merged, type Pending, type State } from './state.ts';
import type { PageData, Sending } from './view.ts';

/** What has come: the answer to what was sent, or a line at the end that nobody asked for. */
export type Place = 'now' | 'last';

/** After so many tries the merchant is asked. */
const TRIES = 8;

/** Keeps the talk going over bad networks: a message is sent until it is answered, always under the same id, and what
 * happens elsewhere is fetched as soon as the doorbell rings. `show` draws a state; `told`: an answer has come. */
export class Talk {
  #state: State;
  #timer = 0;
  #fetching = false;
  #heard = 0;
  readonly #data: PageData;
  readonly #show: (state: State) => void;
  readonly #told: (where: Place) => void;
  readonly #doorbell = new Doorbell((seq) => this.#rung(seq));
  readonly #wake = () => this.#woken();

  constructor(data: PageData, show: (state: State) => void, told: (where: Place) => void) {
    this.#data = data;
    this.#show = show;
    this.#told = told;
    this.#state = firstState(data);
    for (const name of ['online', 'pageshow']) window.addEventListener(name, this.#wake);
    document.addEventListener('visibilitychange', this.#wake);
    this.#put({ live: true });
    this.#watch();
  }

  /** Sends something; while another message is on its way, nothing. */
  send(sending: Sending): void {
    if (this.#state.pending !== null) return;
    const shown = shownOf(this.#data, sending);
    void this.#attempt({ id: newId(), sending, shown, state: 'sending' }, 0);
  }

  /** Tries the waiting message at once. */
  retry(): void {
    const { pending } = this.#state;
    if (pending !== null && pending.state !== 'sending') void this.#attempt(pending, 0);
  }

  close(): void {
    window.clearTimeout(this.#timer);
    this.#doorbell.sleep();
    for (const name of ['online', 'pageshow']) window.removeEventListener(name, this.#wake);
    document.removeEventListener('visibilitychange', this.#wake);
  }

  async #attempt(pending: Pending, tries: number): Promise<void> {
    window.clearTimeout(this.#timer);
    this.#put({ pending: { ...pending, state: 'sending' }, notice: null, back: false });
    const posted = await post(this.#data, pending.id, pending.sending, lastSeq(this.#state.view));
    if (posted.type === 'again') return this.#postpone(pending, tries);
    this.#put({
      pending: null,
      notice: posted.type === 'refused' ? complaint(this.#data, posted.status) : null,
    });
    if (this.#take(posted)) this.#told('now');
    if (this.#heard > lastSeq(this.#state.view)) void this.#news();
  }

  #postpone(pending: Pending, tries: number): void {
    const more = tries < TRIES;
    this.#put({ pending: { ...pending, state: more ? 'waiting' : 'failed' } });
    if (!more) return;
    this.#timer = window.setTimeout(() => void this.#attempt(pending, tries + 1), backoff(tries));
  }

  #rung(seq: number): void {
    this.#heard = Math.max(this.#heard, seq);
    if (seq === 0 || seq > lastSeq(this.#state.view)) void this.#news();
  }

  async #news(): Promise<void> {
    // The answer to a message holds all news too.
    if (this.#state.pending !== null) return this.retry();
    if (this.#fetching) return;
    this.#fetching = true;
    const before = lastSeq(this.#state.view);
    const came = this.#take(await refresh(this.#data, before));
    this.#fetching = false;
    if (!came) return;
    if (lastSeq(this.#state.view) > before) this.#told('last');
    if (this.#heard > lastSeq(this.#state.view)) void this.#news();
  }

  #woken(): void {
    if (document.visibilityState !== 'hidden') {
      this.#doorbell.wake();
      this.retry();
    } else if (this.#state.view.status !== 'handoff') {
      this.#doorbell.sleep();
    }
  }

  #take(posted: Posted): boolean {
    if (posted.type !== 'view') return false;
    this.#put({ view: merged(this.#state.view, posted.view) });
    // The talk goes on in another language: so does the page around it.
    if (posted.view.language !== document.documentElement.lang) window.location.reload();
    this.#watch();
    return true;
  }

  #watch(): void {
    const { view } = this.#state;
    if (view.id !== null) this.#doorbell.watch(view.id, lastSeq(view));
  }

  #put(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change };
    this.#show(this.#state);
  }
}

function shownOf({ words }: PageData, sending: Sending): string {
  if ('text' in sending) return sending.text;
  return 'do' in sending ? words[sending.do] : sending.label;
}

function complaint({ words }: PageData, status: number): string {
  return status === 413 ? words.page_too_long : words.page_trouble;
}

function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
