import { z } from 'zod';
import { bootAdvisor } from './boot.ts';
import type { Advisor } from './desk/advisor.ts';
import { triageText } from './desk/triage.ts';
import { readInput, rowsOf } from './input.ts';
import type { Exit, Io } from './io.ts';
import type { Place } from './place.ts';

/** `at`: the instant of messages that name none, epoch ms; null: now. */
export interface TriageOptions {
  readonly jsonl: boolean;
  readonly at: number | null;
}

const rowSchema = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  at: z.iso.datetime({ offset: true }).nullish(),
  asked: z.string().nullish(),
});

/** `daozhang triage [FILE]`: the verdict on one message or transcript, or on each line of a JSONL file. */
export async function triageCommand(
  file: string | undefined,
  options: TriageOptions,
  place: Place,
  io: Io,
): Promise<Exit> {
  const input = await readInput(file, io);
  if (!input.ok) {
    io.err(`daozhang triage: ${input.message}`);
    return 1;
  }
  const advisor = await bootAdvisor(place, io);
  if (advisor === null) return 1;
  const at = options.at ?? Date.now();
  if (options.jsonl) return triageRows(advisor, input.text, at, io);
  io.out(`${JSON.stringify(triageText(advisor, input.text, at, null), null, 2)}\n`);
  return 0;
}

function triageRows(advisor: Advisor, text: string, now: number, io: Io): Exit {
  let exit: Exit = 0;
  for (const row of rowsOf(text, rowSchema)) {
    if (!row.ok) {
      exit = 1;
      io.err(`daozhang triage: ${row.fault}`);
      io.out(`${JSON.stringify({ id: row.id, error: { code: 'invalid_line', message: row.fault } })}\n`);
      continue;
    }
    const { id, at, asked } = row.value;
    const instant = at == null ? now : Date.parse(at);
    io.out(`${JSON.stringify({ id, ...triageText(advisor, row.value.text, instant, asked ?? null) })}\n`);
  }
  return exit;
}
