import type { Refusal } from './refusal.ts';
import type { Service } from './service.ts';

/** The instant of a call in epoch ms: the server's, or with a test clock the caller's. */
export function timeOf(service: Service, said: string | undefined): number | Refusal {
  if (said === undefined) return service.clock();
  return service.testClock ? Date.parse(said) : NO_TEST_CLOCK;
}

const NO_TEST_CLOCK: Refusal = {
  status: 400,
  code: 'no_test_clock',
  message: '"at" is only accepted by a server started with --test-clock',
};
