import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { bootAdvisor } from './boot.ts';
import {
  exampleOf,
  examplesDiff,
  frequenciesFrom,
  frequencyDiff,
  type NewExample,
} from './desk/report/learn.ts';
import { missesIn } from './desk/report/misses.ts';
import type { Exit, Io } from './io.ts';
import type { Place } from './place.ts';
import { onStore, type StoreFlags } from './staff-command.ts';

/** `daozhang learn`: what was done as a diff of the content, for review. Changes nothing. */
export async function learnCommand(flags: StoreFlags, place: Place, io: Io): Promise<Exit> {
  const advisor = await bootAdvisor(place, io);
  if (advisor === null) return 1;
  const { content } = advisor.expert;
  const read = (file: string) => readFile(path.join(place.root, file), 'utf8');
  return onStore('learn', flags, io, async (store) => {
    const period = { since: 0, until: Date.now() };
    const examples: NewExample[] = [];
    for await (const talk of store.records.talks(period)) {
      for (const { text } of missesIn(content, talk)) {
        const example = exampleOf(content, talk, text);
        if (example !== null) examples.push(example);
      }
    }
    io.out(examplesDiff(await read('knowledge/intents.yaml'), examples));
    for (const one of frequenciesFrom(content, await store.records.cases(period))) {
      io.out(frequencyDiff(await read(`knowledge/causes/${one.cause}.yaml`), one));
    }
    return 0;
  });
}
