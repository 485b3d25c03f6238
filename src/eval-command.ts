import { bootAdvisor } from './boot.ts';
import type { Advisor } from './desk/advisor.ts';
import { merchantCase, utteranceCase } from './eval-case.ts';
import { play } from './eval-merchants.ts';
import {
  figureLines,
  type MerchantFigures,
  merchantFigures,
  type UtteranceFigures,
  utteranceFigures,
} from './eval-report.ts';
import { compareTriage } from './eval-triage.ts';
import { heed } from './eval-utterances.ts';
import { judge } from './eval-verdict.ts';
import { readInput, rowsOf } from './input.ts';
import type { Exit, Io } from './io.ts';
import type { Place } from './place.ts';

/** What came of one file: figures, and the lines of those that went wrong. */
interface Score {
  readonly file: string;
  readonly figures: MerchantFigures | UtteranceFigures;
  readonly wrong: readonly string[];
}

type Scored = { readonly ok: true; readonly score: Score } | { readonly ok: false; readonly message: string };

/** `daozhang eval FILE...`: scores simulated merchants and labelled utterances, told apart by the file's name. */
export async function evalCommand(
  files: readonly string[],
  options: { readonly json: boolean },
  place: Place,
  io: Io,
): Promise<Exit> {
  const advisor = await bootAdvisor(place, io);
  if (advisor === null) return 1;
  const scores: Score[] = [];
  for (const file of files) {
    const scored = await scoreFile(advisor, file, io);
    if (!scored.ok) {
      io.err(`daozhang eval: ${scored.message}`);
      return 1;
    }
    scores.push(scored.score);
    if (!options.json)
      io.out(`${[file, figureLines(scored.score.figures), ...scored.score.wrong, ''].join('\n')}\n`);
  }
  if (options.json) io.out(`${JSON.stringify(scores, null, 2)}\n`);
  return 0;
}

/** The figures of one file, or why it cannot be scored. */
export async function scoreFile(advisor: Advisor, file: string, io: Io): Promise<Scored> {
  const input = await readInput(file, io);
  if (!input.ok) return input;
  if (file.endsWith('.merchants.jsonl')) return scoreMerchants(advisor, file, input.text);
  if (file.endsWith('.utterances.jsonl')) return scoreUtterances(advisor, file, input.text);
  return { ok: false, message: `${file} must be named *.merchants.jsonl or *.utterances.jsonl` };
}

function scoreMerchants(advisor: Advisor, file: string, text: string): Scored {
  const rows = rowsOf(text, merchantCase);
  const bad = rows.find((row) => !row.ok);
  if (bad !== undefined && !bad.ok) return { ok: false, message: `${file} ${bad.fault}` };
  const cases = rows.flatMap((row) => (row.ok ? [row.value] : []));
  const played = cases.map((one) => ({ one, talk: play(advisor, one) }));
  const verdicts = played.map(({ one, talk }) => judge(advisor.expert.content, one, talk));
  const alike = played.map(({ talk }) => compareTriage(advisor, talk));
  const wrong = verdicts
    .filter((one) => !one.top1 || one.due === false || !one.contacts || !one.redFlag || !one.clean)
    .map(({ id, want, first }) => `  ${id}: wanted ${want}, got ${first}`);
  return { ok: true, score: { file, figures: merchantFigures(verdicts, alike), wrong } };
}

function scoreUtterances({ expert, read }: Advisor, file: string, text: string): Scored {
  const rows = rowsOf(text, utteranceCase);
  const bad = rows.find((row) => !row.ok);
  if (bad !== undefined && !bad.ok) return { ok: false, message: `${file} ${bad.fault}` };
  const cases = rows.flatMap((row) => (row.ok ? [row.value] : []));
  const heard = cases.map((one) => heed(read, one, expert.content.roles.issue));
  const wrong = heard
    .filter((one) => one.issue === false || one.wrong.length + one.missed.length > 0 || one.control === false)
    .map(
      (one) => `  ${one.id}: ${one.text} (issue ${one.guessed}, wrong ${one.wrong}, missed ${one.missed})`,
    );
  return { ok: true, score: { file, figures: utteranceFigures(heard), wrong } };
}
