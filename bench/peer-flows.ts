import { ConversationState, MemoryStorage, TestAdapter } from 'botbuilder';
import {
  ChoicePrompt,
  DialogSet,
  DialogTurnStatus,
  WaterfallDialog,
  type WaterfallStepContext,
} from 'botbuilder-dialogs';
import { Botkit, BotkitTestClient } from 'botkit';
import { Compiler } from 'inkjs/full';
import { createActor, createMachine } from 'xstate';
import { ANSWERS, addSixQuestions, QUESTIONS } from './six-questions.ts';

/** Plays one whole talk of six questions, with its state kept as text after each turn. */
export type Play = () => Promise<void> | void;

/** The least that can be done: a reducer over a position. */
export function reducer(): Play {
  return () => {
    let kept = JSON.stringify({ at: 0, answers: {} });
    for (const _ of QUESTIONS) {
      const { at, answers } = JSON.parse(kept);
      kept = JSON.stringify({ at: at + 1, answers: { ...answers, [at]: ANSWERS[0] } });
    }
  };
}

/** xstate: a machine of six states; the snapshot is kept and taken up again. */
export function xstate(): Play {
  const states = Object.fromEntries(
    QUESTIONS.map((n) => [`q${n}`, { on: { A: `q${n + 1}`, B: `q${n + 1}`, C: `q${n + 1}` } }]),
  );
  const machine = createMachine({ id: 'six', initial: 'q0', states: { ...states, q6: { type: 'final' } } });
  return () => {
    let kept = JSON.stringify(createActor(machine).start().getPersistedSnapshot());
    for (const _ of QUESTIONS) {
      const actor = createActor(machine, { snapshot: JSON.parse(kept) }).start();
      actor.send({ type: 'A' });
      kept = JSON.stringify(actor.getPersistedSnapshot());
    }
  };
}

/** inkjs: a story of six knots of three choices. */
export function ink(): Play {
  const knots = QUESTIONS.map((n) => {
    const next = n === 5 ? 'END' : `q${n + 1}`;
    return [`== q${n}`, `问题${n}`, ...ANSWERS.map((a) => `+ [${a}] -> ${next}`)].join('\n');
  });
  const story = new Compiler(`-> q0\n${knots.join('\n')}\n`).Compile();
  return () => {
    story.ResetState();
    story.ContinueMaximally();
    let kept = story.state.ToJson();
    for (const _ of QUESTIONS) {
      story.state.LoadJson(kept);
      story.ChooseChoiceIndex(0);
      if (story.canContinue) story.ContinueMaximally();
      kept = story.state.ToJson();
    }
  };
}

/** botbuilder-dialogs: a waterfall of six choice prompts, its state in memory storage. */
export function botbuilderDialogs(): Play {
  const state = new ConversationState(new MemoryStorage());
  const dialogs = new DialogSet(state.createProperty('dialog'));
  dialogs.add(new ChoicePrompt('choice'));
  const steps = QUESTIONS.map(
    (n) => (step: WaterfallStepContext) => step.prompt('choice', { prompt: `问题${n}`, choices: ANSWERS }),
  );
  dialogs.add(new WaterfallDialog('six', steps));
  let talks = 0;
  return async () => {
    const adapter = new TestAdapter(async (context) => {
      const dialog = await dialogs.createContext(context);
      const { status } = await dialog.continueDialog();
      if (status === DialogTurnStatus.empty) await dialog.beginDialog('six');
      await state.saveChanges(context);
    });
    adapter.conversation.conversation.id = `talk${talks++}`;
    await adapter.receiveActivity('你好');
    for (const _ of QUESTIONS) await adapter.receiveActivity('甲');
    if (!adapter.activityBuffer.some(({ text }) => text?.includes('问题5')))
      throw new Error('no last question');
  };
}

/** botkit: a BotkitConversation of six questions, played by botkit's own test client. */
export function botkit(): Play {
  const controller = new Botkit({ disable_webserver: true, disable_console: true });
  addSixQuestions(controller);
  return async () => {
    const client = new BotkitTestClient('test', controller, ['six']);
    await client.sendActivity('你好');
    let last = '';
    for (const _ of QUESTIONS) last = (await client.sendActivity('甲'))?.text ?? last;
    if (last !== '问题5') throw new Error(`ended with ${last}`);
  };
}
