import { FastTextModel, getFastTextClass, getFastTextModule } from 'fasttext.wasm.js';
import { normalize } from '../src/nlu/normalize.ts';
import type { Train } from './nlu-candidates.ts';

/** As its tutorial advises for short texts: softmax, many epochs at a high rate, n-grams of words. */
const SETTINGS = {
  loss: 'softmax',
  lr: 0.5,
  epoch: 25,
  dim: 50,
  minCount: 1,
  bucket: 100_000,
  wordNgrams: 3,
};
const LABEL = '__label__';

/** fastText's supervised classifier, compiled to WebAssembly. It parts words at blanks, so it is given the tokens of a
 * text with blanks between them. */
export function fastText(tokens: (text: string) => string[]): Train {
  return async (examples, vocabulary) => {
    const parted = (text: string) => tokens(normalize(text, vocabulary).text).join(' ');
    const lines = examples.map(({ text, label }) => `${LABEL}${label} ${parted(text)}\n`).join('');
    const FastText = await getFastTextClass({ getFastTextModule });
    // It reads its examples from an address only, and calls back whatever it is told.
    const address = `data:text/plain;base64,${Buffer.from(lines).toString('base64')}`;
    const model = await new FastText().trainSupervised(address, SETTINGS, () => {});
    if (!(model instanceof FastTextModel)) throw new Error('fastText trained nothing');
    return (text) => {
      const found = model.predict(parted(text), -1, 0);
      const ranked = Array.from({ length: found.size() }, (_, i) => {
        const [value, label] = found.get(i);
        return { label: label.slice(LABEL.length), value };
      });
      found.delete();
      return ranked;
    };
  };
}
