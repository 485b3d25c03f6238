import { type Botkit, BotkitConversation } from 'botkit';

/** The questions of the flow that every peer plays. */
export const QUESTIONS = [0, 1, 2, 3, 4, 5];
/** What each of them can be answered with. */
export const ANSWERS = ['甲', '乙', '丙'];

/** The dialog `six` of a Botkit controller: six questions, each answered by one of the answers. */
export function addSixQuestions(controller: Botkit): void {
  const talk = new BotkitConversation('six', controller);
  for (const n of QUESTIONS) {
    talk.ask(
      `问题${n}`,
      ANSWERS.map((pattern) => ({ pattern, type: 'string', handler: async () => {} })),
      `a${n}`,
    );
  }
  controller.addDialog(talk);
}
