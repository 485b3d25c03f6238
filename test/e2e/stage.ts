import type { Browser } from 'playwright-core';
import type { Advisor } from '../../src/desk/advisor.ts';
import type { PageSource } from '../../src/web/service.ts';
import type { House } from './house.ts';

/** What the tests of the page share once everything runs. */
export type Stage = () => {
  readonly browser: Browser;
  readonly house: House;
  readonly advisor: Advisor;
  readonly page: PageSource;
};
