import { createServer, type RequestListener, type Server } from 'node:http';
import {
  ActivityHandler,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConversationState,
  MemoryStorage,
  type TurnContext,
} from 'botbuilder';
import { WebAdapter } from 'botbuilder-adapter-web';
import { ChoicePrompt, DialogSet, DialogTurnStatus, WaterfallDialog } from 'botbuilder-dialogs';
import { Botkit } from 'botkit';
import express from 'express';
import { ANSWERS, addSixQuestions, QUESTIONS } from './six-questions.ts';

/** The least that a server can do: read JSON, write it back. */
export async function echo(): Promise<number> {
  return listening(
    createServer(
      jsonListener(async (body) => {
        const { talk, text } = JSON.parse(body);
        return JSON.stringify({ talk, text });
      }),
    ),
  );
}

/** Answers a JSON body with a JSON text, over bare node:http. */
export function jsonListener(answer: (body: string) => Promise<string>): RequestListener {
  return (request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', async () => {
      const text = await answer(Buffer.concat(parts).toString('utf8'));
      response.writeHead(200, {
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(text),
      });
      response.end(text);
    });
  };
}

/** A port of a server that was told to listen on any. */
export function listening(server: Server): Promise<number> {
  return new Promise((resolve) => {
    const told = () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    };
    if (server.listening) told();
    else server.listen(0, '127.0.0.1', told);
  });
}

/** botkit over its web adapter and its own server: six questions, state in memory. */
export async function botkit(): Promise<number> {
  // Where it listens is told by the environment alone.
  process.env.PORT = '0';
  const controller = new Botkit({ disable_console: true, adapter: new WebAdapter({}) });
  addSixQuestions(controller);
  controller.on('message', async (bot) => {
    await bot.beginDialog('six');
  });
  await new Promise<void>((resolve) => controller.ready(resolve));
  return listening(controller.http);
}

/** The Bot Framework's template: says back what it hears. */
export async function frameworkEcho(): Promise<number> {
  const bot = new ActivityHandler();
  bot.onMessage(async (context, next) => {
    await context.sendActivity(context.activity.text);
    await next();
  });
  return framework((context) => bot.run(context));
}

/** A Bot Framework waterfall of six choice prompts, state in memory. */
export async function frameworkFlow(): Promise<number> {
  const state = new ConversationState(new MemoryStorage());
  const dialogs = new DialogSet(state.createProperty('dialog'));
  dialogs.add(new ChoicePrompt('choice'));
  dialogs.add(
    new WaterfallDialog(
      'six',
      QUESTIONS.map((n) => (step) => step.prompt('choice', { prompt: `问题${n}`, choices: ANSWERS })),
    ),
  );
  return framework(async (context) => {
    const dialog = await dialogs.createContext(context);
    const { status } = await dialog.continueDialog();
    if (status === DialogTurnStatus.empty) await dialog.beginDialog('six');
    await state.saveChanges(context);
  });
}

function framework(turn: (context: TurnContext) => Promise<void>): Promise<number> {
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
  const app = express();
  app.use(express.json());
  app.post('/api/messages', (request, response) => {
    void adapter.process(request, response, turn);
  });
  return listening(createServer(app));
}
