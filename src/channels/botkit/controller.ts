import type { BotAdapter, Storage, TurnContext } from 'botbuilder';
import { Botkit, type BotkitMessage } from 'botkit';

/** What a turn did wrong, kept until Botkit has let go of it. */
const FAULT = Symbol('fault');

// We use none of its dialogs, so there is nothing to keep.
const NO_STORAGE: Storage = { read: async () => ({}), write: async () => {}, delete: async () => {} };

/** Botkit over an adapter, without its web server, which one malformed call can end. Gives what runs a turn: it
 * rejects where the handler does, while Botkit itself would end the process. */
export function controllerOver(
  adapter: BotAdapter,
  handler: (context: TurnContext, message: BotkitMessage) => Promise<void>,
): (context: TurnContext) => Promise<void> {
  const controller = new Botkit({
    adapter,
    storage: NO_STORAGE,
    disable_webserver: true,
    disable_console: true,
  });
  controller.on('message', async (_, message) => {
    const { context } = message;
    try {
      await handler(context, message);
    } catch (error) {
      context.turnState.set(FAULT, { error });
    }
  });
  return async (context) => {
    await controller.handleTurn(context);
    const fault = context.turnState.get<{ error: unknown } | undefined>(FAULT);
    if (fault !== undefined) throw fault.error;
  };
}
