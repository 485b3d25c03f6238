import pino from 'pino';
import type { Trouble } from './desk/desk.ts';
import type { Told } from './desk/told.ts';
import { mask } from './privacy/mask.ts';
import { pseudonym } from './store/pseudonym.ts';

/** What the operator reads: one JSON object a line, without the words of merchants. */
export interface Log {
  turn(told: Told): void;
  trouble(trouble: Trouble): void;
  warn(sentence: string): void;
}

/** The id of a conversation where a line names one: what a log keeps cannot be erased. */
const NAMED = /(conversations?[ /":]{1,4})([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/gi;

/** A log that ends in `write`. Every line is masked as it is written, whatever brought a number into it. */
export function createLog(write: (line: string) => void): Log {
  const logger = pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (level) => ({ level }) } },
    { write: (line: string) => write(clean(line.trimEnd())) },
  );
  return {
    turn: ({ conversationId, ms, ...told }) => {
      logger.info({ talk: pseudonym(conversationId), ...told, ms: Math.round(ms * 100) / 100 }, 'turn');
    },
    trouble: ({ id, where, error }) => {
      const fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
      logger.error({ id, where, fault }, 'fault');
    },
    warn: (sentence) => logger.warn(sentence),
  };
}

/** A line without personal data and without ids of conversations. */
function clean(line: string): string {
  const named = line.replace(NAMED, (_, before: string, id: string) => before + pseudonym(id));
  return mask(named).text;
}
