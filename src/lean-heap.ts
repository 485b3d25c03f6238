import { setFlagsFromString } from 'node:v8';

/** By how much of what is in use the heap may grow before it is cleaned up again, in hundredths. Left alone, Node lets
 * garbage of several times that lie where the machine has memory. */
const GROWTH = 30;

/** Keeps the memory of a server near what it needs. The other half is `--max-semi-space-size` in `npm start`, which
 * can only be set before Node starts. */
export function keepHeapLean(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH}`);
}
