import type { Span } from '@opentelemetry/api';
import type { Advisor } from './desk/advisor.ts';
import { pseudonym } from './store/pseudonym.ts';
import type { Store } from './store/store.ts';

/** What a span says beside its name and times: ids, names and figures of ours, never words of merchants. */
type Attributes = Readonly<Record<string, string | number | boolean>>;

/** Spans for whoever watches the process with OpenTelemetry. */
interface Traces {
  /** a piece of work, and all that begins in it, as one span */
  around<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T>;
  /** the same for work that does not wait */
  within<T>(name: string, attributes: Attributes, work: () => T): T;
}

const NAME = 'daozhang';

/** Spans go to the provider that the operator has registered in this process (`node --import`); without one they
 * cost next to nothing and go nowhere. The library is loaded by this call. */
async function openTraces(version: string): Promise<Traces> {
  const { SpanStatusCode, trace } = await import('@opentelemetry/api');
  // Whoever registers later is asked too.
  const tracer = () => trace.getTracer(NAME, version);
  const fail = (span: Span, error: unknown) => {
    // The message of a fault may quote what was being worked on.
    span.setAttribute('error.type', error instanceof Error ? error.name : 'unknown');
    span.setStatus({ code: SpanStatusCode.ERROR });
  };
  return {
    around: (name, attributes, work) =>
      tracer().startActiveSpan(name, { attributes: { ...attributes } }, async (span) => {
        try {
          return await work();
        } catch (error) {
          fail(span, error);
          throw error;
        } finally {
          span.end();
        }
      }),
    within: (name, attributes, work) =>
      tracer().startActiveSpan(name, { attributes: { ...attributes } }, (span) => {
        try {
          return work();
        } catch (error) {
          fail(span, error);
          throw error;
        } finally {
          span.end();
        }
      }),
  };
}

/** An advisor whose reading is a span. */
function tracedAdvisor(advisor: Advisor, traces: Traces): Advisor {
  return {
    ...advisor,
    read: (text, reading) =>
      traces.within('understand', { characters: text.length, asked: reading.asked ?? '' }, () =>
        advisor.read(text, reading),
      ),
  };
}

/** A store whose accepting, committing and carrying are spans. */
function tracedStore(store: Store, traces: Traces): Store {
  const { conversations, outbox } = store;
  const talk = (id: string) => ({ talk: pseudonym(id) });
  return {
    ...store,
    conversations: {
      ...conversations,
      open: (opening) =>
        traces.around('open', talk(opening.conversation.id), () => conversations.open(opening)),
      accept: (inbound, lease, handle) =>
        traces.around('accept', talk(inbound.conversationId), () =>
          conversations.accept(inbound, lease, handle),
        ),
      commit: (handled) =>
        traces.around('commit', { ...talk(handled.conversation.id), answers: handled.answers.length }, () =>
          conversations.commit(handled),
        ),
    },
    outbox: {
      ...outbox,
      advance: (progress) =>
        traces.around('carry', talk(progress.conversationId), () => outbox.advance(progress)),
    },
  };
}

/** What a server is wrapped in so that its work can be watched. */
interface Watching {
  readonly advisor: (advisor: Advisor) => Advisor;
  readonly store: (store: Store) => Store;
  /** absent: nobody watches requests */
  readonly watch?: (route: string, method: string, work: () => Promise<Response>) => Promise<Response>;
}

const UNWATCHED: Watching = { advisor: (advisor) => advisor, store: (store) => store };

/** Spans around requests, reading and keeping, where they are switched on. */
export async function watching(on: boolean, version: string): Promise<Watching> {
  if (!on) return UNWATCHED;
  const traces = await openTraces(version);
  return {
    advisor: (advisor) => tracedAdvisor(advisor, traces),
    store: (store) => tracedStore(store, traces),
    watch: (route, method, work) =>
      traces.around('request', { 'http.route': route, 'http.request.method': method }, work),
  };
}
