import { loadContent } from '../src/content/load.ts';
import { begin } from '../src/conversation/conversation.ts';
import { stateFrom, stateText } from '../src/conversation/state-text.ts';
import { candidates } from './nlu-candidates.ts';
import { AT, SENTENCES, shipped, sixAnswers, step } from './our-engine.ts';
import { botbuilderDialogs, botkit, ink, type Play, reducer, xstate } from './peer-flows.ts';

/** Talks of six questions, by who leads them. */
export const ENGINES: Readonly<Record<string, () => Promise<Play> | Play>> = {
  daozhang: ourEngine,
  BotkitConversation: botkit,
  'botbuilder-dialogs': botbuilderDialogs,
  inkjs: ink,
  xstate,
  'a bare reducer': reducer,
};

/** Readings of the sentences, by who reads them. */
export const READERS: Readonly<Record<string, () => Promise<Play> | Play>> = {
  daozhang: ourReader,
  'nlp.js with lang-zh (intent alone)': () => intentAlone('nlp.js with lang-zh'),
  'fastText over characters (intent alone)': () => intentAlone('fastText over characters'),
  'linear SVM over character 1-3-grams (intent alone)': () =>
    intentAlone('linear SVM over character 1-3-grams'),
};

/** Our engine, its state made text after each turn. */
export async function ourEngine(): Promise<Play> {
  const advisor = await shipped();
  const answers = sixAnswers(advisor);
  return () => {
    let kept = stateText(step(advisor, begin('six'), null));
    for (const answer of answers) kept = stateText(step(advisor, stateFrom(kept), answer));
  };
}

/** Our understanding of every sentence. */
export async function ourReader(): Promise<() => void> {
  const advisor = await shipped();
  return () => {
    for (const text of SENTENCES) advisor.read(text, { at: AT, asked: null });
  };
}

/** One of the peers that read the intent and nothing else, learnt from the same examples. */
async function intentAlone(name: string): Promise<Play> {
  const { content } = await loadContent(process.cwd());
  const train = candidates[name];
  if (content === null || train === undefined) throw new Error('nothing to compare with');
  const examples = Object.entries(content.intents.examples).flatMap(([label, texts]) =>
    texts.map((text) => ({ text, label })),
  );
  const classify = await train(examples, content.vocabulary);
  return async () => {
    for (const text of SENTENCES) await classify(text);
  };
}
