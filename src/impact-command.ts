import { advisorOver } from './boot.ts';
import { compile } from './content/compile.ts';
import type { Content } from './content/content.ts';
import { formatFault } from './content/fault.ts';
import { REQUIRED_FILES } from './content/file-kinds.ts';
import { type Files, readFiles } from './content/read-files.ts';
import type { Conversation } from './conversation/conversation.ts';
import { undeclared } from './conversation/migrate.ts';
import type { Advisor } from './desk/advisor.ts';
import { filesAt } from './git-files.ts';
import { type HeldTalk, holdAgain, storedTalks, writtenTalks } from './held-talks.ts';
import type { Exit, Io } from './io.ts';
import type { Place } from './place.ts';
import {
  differing,
  drawSamples,
  everyFact,
  type Outcome,
  outcomeIn,
  outcomeOf,
  playSample,
} from './proof/impact.ts';
import { type Changed, impactReport } from './proof/impact-report.ts';
import { valueText } from './proof/move.ts';
import { START } from './proof/node.ts';
import { sealedAsItStands } from './seal-command.ts';
import { type StorePlace, storeName } from './store/engine/open-database.ts';
import { readCopy } from './store/read-copy.ts';

/** How `daozhang impact` is run. */
export interface ImpactFlags {
  readonly from: string;
  /** sample talks for every way to begin */
  readonly samples: number;
  /** the store whose talks are held again; null: none */
  readonly store: StorePlace | null;
}

/** A talk as it goes on both versions: its states on the earlier one, and what it comes to today. */
interface Played {
  readonly name: string;
  readonly states: readonly Conversation[];
  readonly now: Outcome;
}

const REPLIES = 'dialogs/replies.yaml';
const CONTACTS = 'knowledge/contacts.yaml';

/** `daozhang impact --from GIT-REV`: sample talks drawn from the evidence of an earlier version, the written talks of
 * test/talks and the talks of a store, played on it and on today's content: whose questions, diagnosis, due date or contacts
 * change, and what talks begun then would lose. */
export async function impactCommand(flags: ImpactFlags, place: Place, io: Io): Promise<Exit> {
  const files = await readFiles(place.root);
  const old = filesAt(place.root, flags.from);
  if (old === null) {
    io.err(`daozhang impact: git knows no revision ${flags.from} with content below ${place.root}`);
    return 1;
  }
  const { store } = flags;
  const stored = store === null ? [] : await talksOf(store);
  if (store !== null && stored === null) {
    io.err(`daozhang impact: there is no store in ${storeName(store)}`);
    return 1;
  }
  const [before, now] = [contentOf(withWordingOf(old, files), io), contentOf(files, io)];
  if (before === null || now === null) return 1;
  const advisors = [await advisorOver(before, place), await advisorOver(now, place)] as const;
  const written = await writtenTalks(place.root);
  const sampled = samplesOn(advisors, flags.samples);
  const held = [...written, ...(stored ?? [])].map((talk) => heldOn(advisors, talk));
  const lost = new Set(everyFact(before).flatMap((talk) => undeclared(now, talk)));
  const changed = [...held, ...sampled].flatMap(changeOf);
  const counts = `${sampled.length} sample talks, ${written.length} written, ${stored?.length ?? 0} stored`;
  io.out(impactReport([before, now], { changed, counts, lost: [...lost] }));
  return lost.size === 0 ? 0 : 1;
}

/** Both versions, the earlier one first. */
type Both = readonly [before: Advisor, now: Advisor];

function samplesOn([{ expert: before }, { expert: now }]: Both, each: number): readonly Played[] {
  return drawSamples(before, each).map((sample) => ({
    name: Object.entries(sample.start)
      .map(([slot, value]) => valueText(now.content, slot, value))
      .join('、'),
    states: playSample(before, sample),
    now: outcomeOf(now, sample),
  }));
}

function heldOn([before, now]: Both, talk: HeldTalk): Played {
  const end = holdAgain(now, talk).at(-1);
  return { name: talk.name, states: holdAgain(before, talk), now: outcomeIn(end ?? START.conversation) };
}

async function talksOf(place: StorePlace): Promise<readonly HeldTalk[] | null> {
  const store = await readCopy(place);
  if (store === null) return null;
  try {
    return await storedTalks(store);
  } finally {
    await store.close();
  }
}

/** How a talk comes out otherwise today, if it does. */
function changeOf({ name, states, now }: Played): readonly Changed[] {
  const end = states.at(-1);
  if (end === undefined) return [];
  const before = outcomeIn(end);
  return differing(before, now).length === 0 ? [] : [{ name, facts: end.facts, before, now }];
}

/** An earlier version with what the program of today needs beside it: today's fixed wording, no other language (its
 * sentences belong to other Chinese ones), files that there were none of then, and seals under its numbers. */
export function withWordingOf(old: Files, today: Files): Files {
  const kept = [...old].filter(([name]) => !name.startsWith('dialogs/locales/'));
  const needed = REQUIRED_FILES.filter((name) => name === REPLIES || !old.has(name));
  const whole = new Map([...kept, ...needed.map((name) => [name, today.get(name) ?? ''] as const)]);
  return whole.set(CONTACTS, sealedAsItStands(whole.get(CONTACTS) ?? ''));
}

function contentOf(files: Files, io: Io): Content | null {
  const { content, faults } = compile(files);
  if (content !== null) return content;
  for (const fault of faults.filter(({ severity }) => severity === 'error')) io.err(formatFault(fault));
  return null;
}
