import type { Advisor } from '../../src/desk/advisor.ts';
import { createDesk, type Desk, type DeskParts, type Trouble } from '../../src/desk/desk.ts';
import { embeddedDatabase } from '../../src/store/engine/embedded.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';

/** A desk under a test, with what it reported. */
export interface TestDesk extends Desk {
  readonly troubles: readonly Trouble[];
  readonly warnings: readonly string[];
}

/** A desk over a store, in memory where none is given; its time comes from the messages. */
export async function testDesk(
  advisor: Advisor,
  store: Store | null = null,
  parts: Partial<DeskParts> = {},
): Promise<TestDesk> {
  const troubles: Trouble[] = [];
  const warnings: string[] = [];
  const desk = createDesk({
    advisor,
    store: store ?? (await openStore(embeddedDatabase(null), 0)),
    clock: () => Date.now(),
    testClock: true,
    keepDays: 365,
    report: (trouble) => troubles.push(trouble),
    warn: (sentence) => warnings.push(sentence),
    ...parts,
  });
  return Object.assign(desk, { troubles, warnings });
}
