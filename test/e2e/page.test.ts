import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import type { Advisor } from '../../src/desk/advisor.ts';
import type { PageSource } from '../../src/web/service.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import { testPage } from '../support/page.ts';
import { launch, NO_BROWSER } from './browser.ts';
import { type House, openHouse } from './house.ts';
import { networkTests, restartTests } from './network-tests.ts';
import { safetyTests } from './safety-tests.ts';
import { screenTests } from './screen-tests.ts';
import { talkTests } from './talk-tests.ts';

describe.skipIf(NO_BROWSER !== null)("the merchants' page in a real browser", { timeout: 90_000 }, () => {
  let browser: Browser;
  let advisor: Advisor;
  let page: PageSource;
  let house: House;

  beforeAll(async () => {
    [browser, advisor, page] = await Promise.all([launch(), shippedAdvisor(), testPage()]);
    house = await openHouse(advisor, page);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  const stage = () => ({ browser, house, advisor, page });
  talkTests(stage);
  networkTests(stage);
  restartTests(stage);
  screenTests(stage);
  safetyTests(stage);
});
