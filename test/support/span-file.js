import { AsyncLocalStorage } from 'node:async_hooks';
import { appendFileSync } from 'node:fs';
import { context, ROOT_CONTEXT, trace } from '@opentelemetry/api';

// A provider of spans as an operator may register one (node --import): writes each span that has ended as a line of
// JSON to the file SPANS_FILE.
const store = new AsyncLocalStorage();
context.setGlobalContextManager({
  active: () => store.getStore() ?? ROOT_CONTEXT,
  with: (held, work, self, ...args) => store.run(held, () => work.call(self, ...args)),
  bind: (_, target) => target,
  enable() {
    return this;
  },
  disable() {
    return this;
  },
});

class Written {
  constructor(name, parent, attributes) {
    Object.assign(this, { name, parent, attributes: { ...attributes }, status: 0, events: [] });
  }
  spanContext() {
    return { traceId: '0'.repeat(32), spanId: '0'.repeat(16), traceFlags: 1 };
  }
  setAttribute(key, value) {
    this.attributes[key] = value;
    return this;
  }
  setStatus({ code, message }) {
    Object.assign(this, { status: code, message });
    return this;
  }
  recordException(error) {
    this.events.push(String(error));
  }
  end() {
    appendFileSync(process.env.SPANS_FILE, `${JSON.stringify(this)}\n`);
  }
}

trace.setGlobalTracerProvider({
  getTracer: () => ({
    startSpan: () => new Written('unexpected', null, {}),
    startActiveSpan: (name, { attributes }, work) => {
      const parent = trace.getSpan(context.active());
      const span = new Written(name, parent?.name ?? null, attributes);
      return context.with(trace.setSpan(context.active(), span), work, undefined, span);
    },
  }),
});
