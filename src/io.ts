import { createInterface } from 'node:readline';

/** The terminal as commands see it. */
export interface Io {
  /** writes to standard output, as it is */
  readonly out: (text: string) => void;
  /** writes one line to standard error */
  readonly err: (line: string) => void;
  /** standard input, line by line */
  readonly lines: () => AsyncIterable<string>;
  /** a person sits at the terminal */
  readonly interactive: boolean;
}

/** What a command ends with: fine, the input or the content is at fault, wrong usage. */
export type Exit = 0 | 1 | 2;

/** The terminal of this process. */
export function processIo(): Io {
  // A reader that stops early ("| head") is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  return {
    out: (text) => process.stdout.write(text),
    err: (line) => process.stderr.write(`${line}\n`),
    lines: () =>
      createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY, terminal: false }),
    interactive: process.stdin.isTTY && process.stdout.isTTY,
  };
}
