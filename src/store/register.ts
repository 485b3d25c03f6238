import type { Lease } from './store.ts';

/** Single values that the processes on a store share: a position, a token that all of them use. */
export interface Registers {
  read(name: string): Promise<string | null>;
  /** Takes the right to write where it is free. */
  lease(name: string, lease: Lease): Promise<boolean>;
  /** Writes, and holds the right until the lease's new end. False, and nothing written: the right was lost. */
  write(name: string, value: string, lease: Lease): Promise<boolean>;
  release(name: string, owner: string): Promise<void>;
}
