import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cachedContent } from './content/cache.ts';
import type { Content } from './content/content.ts';
import { formatFault } from './content/fault.ts';
import { createExpert } from './conversation/expert.ts';
import type { Advisor } from './desk/advisor.ts';
import type { Io } from './io.ts';
import type { ClassifierModel } from './nlu/classifier/model.ts';
import { loadModel, saveModel } from './nlu/classifier/model-file.ts';
import { trainClassifier } from './nlu/classifier/train.ts';
import { createReader } from './nlu/reader.ts';
import { createPastedReader } from './nlu/transcript/pasted.ts';
import type { Place } from './place.ts';

/** The advisor over the content of this installation. Null where the content is broken: every fault was told. */
export async function bootAdvisor(place: Place, io: Pick<Io, 'err'>): Promise<Advisor | null> {
  const { content, faults } = await cachedContent(place.root, place.cache);
  if (content === null) {
    const errors = faults.filter((fault) => fault.severity === 'error');
    for (const fault of errors) io.err(formatFault(fault));
    io.err(`daozhang: the content below ${place.root} is broken: ${errors.length} errors, see above`);
    return null;
  }
  return advisorOver(content, place);
}

/** The advisor over some content. */
export async function advisorOver(content: Content, place: Place): Promise<Advisor> {
  const read = createReader(content, await cachedModel(content, place));
  return { expert: createExpert(content), read, pasted: createPastedReader(content) };
}

async function cachedModel(content: Content, place: Place): Promise<ClassifierModel> {
  const file = path.join(place.models, `model-${keyOf(content)}.bin`);
  const bytes = await readFile(file).catch(() => null);
  // A Buffer's slice is a view where an array's is a copy, so the reader gets a plain array.
  const kept = bytes === null ? null : loadModel(new Uint8Array(bytes));
  if (kept !== null) return kept;
  const model = trainClassifier(content.intents, content.vocabulary);
  await keep(file, saveModel(model));
  return model;
}

// Only these two decide what is learned; other edits of the content need no training.
function keyOf({ intents, vocabulary }: Content): string {
  return createHash('sha256')
    .update(JSON.stringify([intents, vocabulary]))
    .digest('hex')
    .slice(0, 16);
}

async function keep(file: string, bytes: Uint8Array): Promise<void> {
  const draft = `${file}.${randomUUID()}`;
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(draft, bytes);
  await rename(draft, file);
}
