import path from 'node:path';
import { fingerprint } from '../../bin/bundle.js';
import { bootAdvisor } from '../../src/boot.ts';
import type { Advisor } from '../../src/desk/advisor.ts';
import type { Place } from '../../src/place.ts';
import { silentIo } from './io.ts';

/** The checkout under test, with caches that belong to exactly these sources. */
export const HOME = path.resolve(import.meta.dirname, '../..');
export const PLACE: Place = {
  home: HOME,
  root: HOME,
  cache: path.join(HOME, 'build', `test-${fingerprint(HOME, 'src')}`),
  models: path.join(HOME, 'build', `nlu-${fingerprint(HOME, 'src/nlu')}`),
};

/** The advisor over the shipped content. */
export async function shippedAdvisor(): Promise<Advisor> {
  const io = silentIo();
  const advisor = await bootAdvisor(PLACE, io);
  if (advisor === null) throw new Error(io.errors.join('\n'));
  return advisor;
}
