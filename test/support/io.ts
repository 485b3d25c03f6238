import type { Io } from '../../src/io.ts';

/** A terminal that remembers what was written to it. */
export interface SilentIo extends Io {
  readonly errors: string[];
  readonly written: () => string;
}

/** A terminal whose standard input holds these lines. */
export function silentIo(input: readonly string[] = []): SilentIo {
  const errors: string[] = [];
  const outs: string[] = [];
  return {
    errors,
    written: () => outs.join(''),
    out: (text) => outs.push(text),
    err: (line) => errors.push(line),
    interactive: false,
    async *lines() {
      yield* input;
    },
  };
}
