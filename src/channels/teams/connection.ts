import { type Activity, CloudAdapter, type InvokeResponse, type TurnContext } from 'botbuilder';
import {
  type AuthenticateRequestResult,
  AuthenticationError,
  type BotFrameworkAuthentication,
} from 'botframework-connector';
import { z } from 'zod';

/** Why a caller is not let in: it did not prove who it is, or its keys cannot be had at the moment. */
export class Refused extends Error {
  readonly status: 401 | 503;
  constructor(status: 401 | 503, cause: unknown) {
    super(status === 401 ? 'the token is not valid here' : 'the keys of the Bot Framework cannot be had');
    this.status = status;
    this.cause = cause;
  }
}

/** The Bot Framework's adapter without its web server: who calls is checked first, and every fault of a token is the
 * same refusal. */
export class Connection extends CloudAdapter {
  readonly #authentication: BotFrameworkAuthentication;

  constructor(authentication: BotFrameworkAuthentication) {
    super(authentication);
    this.#authentication = authentication;
    this.use(async (context, next) => {
      tryOnce(context.turnState.get(this.ConnectorClientKey));
      await next();
    });
  }

  /** Rejects with Refused where the caller is not let in. */
  async authenticate(activity: Activity, header: string): Promise<AuthenticateRequestResult> {
    try {
      return await this.#authentication.authenticateRequest(activity, header);
    } catch (error) {
      throw new Refused(isOutage(error) ? 503 : 401, error);
    }
  }

  /** Runs one turn; gives what the caller waits for, if it waits for anything. */
  async turn(
    caller: AuthenticateRequestResult,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(caller, activity, logic);
  }
}

function isOutage(error: unknown): boolean {
  if (error instanceof AuthenticationError) return error.statusCode >= 500;
  return error instanceof Error && (error.name === 'FetchError' || 'errno' in error);
}

const clientSchema = z.looseObject({
  client: z.looseObject({
    pipeline: z.custom<{ removePolicy(which: { phase: 'Retry' }): unknown }>(
      (value) => typeof value === 'object' && value !== null && 'removePolicy' in value,
    ),
  }),
});

// The client tries again by itself for many seconds, while our outbox knows what was sent.
function tryOnce(client: unknown): void {
  const known = clientSchema.safeParse(client);
  if (known.success) known.data.client.pipeline.removePolicy({ phase: 'Retry' });
}
