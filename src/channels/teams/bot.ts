import type { TurnContext } from 'botbuilder';
import type { Parcel, Sent } from '../../desk/carrier.ts';
import type { SeatCarrier } from '../../desk/cases/seat-carrier.ts';
import { createApplication } from './application.ts';
import { authenticationFor } from './authentication.ts';
import type { Call } from './channel.ts';
import { Connection, Refused } from './connection.ts';
import { activityOf } from './framework-activity.ts';
import { cardMessage, messageFor } from './message.ts';
import { outcomeOf } from './outcome.ts';
import { referenceSchema } from './reach.ts';
import { isServiceUrl, type TeamsSettings } from './settings.ts';
import { cardNow, tidingsCard } from './tidings.ts';
import { CALL } from './turn.ts';

/** Teams through its framework: everything that knows the framework lies behind this. */
export interface Bot {
  receive(call: Call): Promise<Response>;
  send(parcel: Parcel): Promise<Sent>;
  readonly seats: SeatCarrier;
}

/** A platform that does not answer holds nothing up longer than this. */
const SEND_MS = 15_000;

/** The bot with these settings. Nothing of it runs by itself. */
export function createBot(settings: TeamsSettings): Bot {
  const connection = new Connection(authenticationFor(settings));
  const application = createApplication(settings);
  const appId = settings.app?.id ?? '';
  const unasked: Unasked = (reference, logic) =>
    within(SEND_MS, connection.continueConversationAsync(appId, referenceSchema.parse(reference), logic));
  return {
    send: (parcel) =>
      outcomeOf(
        unasked(parcel.identity.reference, async (context) => {
          await context.sendActivity(activityOf(messageFor(parcel)));
        }),
      ),
    seats: seatsBy(unasked),
    receive: async (call) => {
      const activity = activityOf(call.activity);
      try {
        const caller = await connection.authenticate(activity, call.authorization);
        if (!isServiceUrl(settings, call.activity.serviceUrl))
          return refusal(403, 'serviceUrl is not of Teams');
        const answer = await connection.turn(caller, activity, async (context) => {
          context.turnState.set(CALL, call);
          await application.run(context);
        });
        return responseOf(answer);
      } catch (error) {
        if (error instanceof Refused) return refusal(error.status, error.message);
        throw error;
      }
    },
  };
}

/** Does something in a conversation that nobody has just written in. */
type Unasked = (reference: unknown, logic: (context: TurnContext) => Promise<void>) => Promise<unknown>;

function seatsBy(unasked: Unasked): SeatCarrier {
  return {
    tell: async (desk, seat, tidings) => {
      const message = activityOf(cardMessage(tidingsCard(desk, seat, tidings)));
      let messageId = '';
      const sent = await outcomeOf(
        unasked(seat.reference, async (context) => {
          messageId = (await context.sendActivity(message))?.id ?? '';
        }),
      );
      const { conversation } = referenceSchema.parse(seat.reference);
      const stands = tidings.type !== 'line' && messageId !== '';
      const card = { place: conversation.id, messageId, reference: seat.reference };
      return { sent, card: stands ? card : null };
    },
    redraw: async (desk, card, about, at) => {
      const shown = await cardNow(desk, card, about, at);
      if (shown === null) return { type: 'refused', why: 'whoever asked for it has left' };
      const message = { ...activityOf(cardMessage(shown)), id: card.messageId };
      return outcomeOf(
        unasked(card.reference, async (context) => {
          await context.updateActivity(message);
        }),
      );
    },
  };
}

function responseOf(answer: { readonly status?: number; readonly body?: unknown } | undefined): Response {
  const { status = 200, body } = answer ?? {};
  return body === undefined ? new Response(null, { status }) : Response.json(body, { status });
}

function refusal(status: number, message: string): Response {
  const headers: Record<string, string> = status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {};
  const code = status === 401 ? 'wrong_token' : status === 403 ? 'wrong_service' : 'keys_unavailable';
  return Response.json({ error: { code, message } }, { status, headers });
}

function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`Teams did not answer within ${ms} ms`)), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
