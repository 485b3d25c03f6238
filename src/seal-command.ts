import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseSheet } from './content/parse-sheet.ts';
import { sealOf, type Verified, verifiedAt } from './content/seal.ts';
import { child, entries, rootOf, textOf } from './content/sheet.ts';
import type { Exit, Io } from './io.ts';
import type { Place } from './place.ts';

const FILE = 'knowledge/contacts.yaml';

/** `daozhang seal [ID...]`: vouches that numbers were verified on a day. Without an id: lists what waits for it. */
export async function sealCommand(
  ids: readonly string[],
  verifiedOn: string | null,
  place: Place,
  io: Io,
): Promise<Exit> {
  const file = path.join(place.root, FILE);
  const text = await readFile(file, 'utf8');
  const known = numbersIn(text);
  if (ids.length === 0) return list(known, io);
  if (verifiedOn === null) {
    io.err('daozhang seal: --verified-on is needed: the day on which somebody verified the number');
    return 1;
  }
  const strange = ids.find((id) => !known.has(id));
  if (strange !== undefined) {
    io.err(`daozhang seal: ${FILE} has no number with the id ${strange}`);
    return 1;
  }
  await writeFile(file, withSeals(text, ids, verifiedOn));
  for (const id of ids) io.out(`${describe(known.get(id))} sealed as verified on ${verifiedOn}\n`);
  return 0;
}

interface Entry extends Verified {
  readonly sealed: boolean;
}

function numbersIn(text: string): ReadonlyMap<string, Entry> {
  const places = entries(rootOf(parseSheet(FILE, text).sheet));
  return new Map(
    places.flatMap(([id, place]) => {
      const verified = verifiedAt(place);
      if (verified === null) return [];
      return [[id, { ...verified, sealed: textOf(child(place, 'seal')) === sealOf(verified) }]];
    }),
  );
}

function list(known: ReadonlyMap<string, Entry>, io: Io): Exit {
  const open = [...known.values()].filter(({ sealed }) => !sealed);
  for (const one of open) io.out(`${describe(one)}: verify it with ${one.sources.join(', ')}\n`);
  io.out(`${open.length} of ${known.size} numbers are not sealed\n`);
  return open.length === 0 ? 0 : 1;
}

function describe(one: Verified | undefined): string {
  return one === undefined ? '' : `${one.id} ${one.name} ${one.phone}`;
}

/** The file of an earlier version, from before there were seals, with every number sealed as it stands. */
export function sealedAsItStands(text: string): string {
  return [...numbersIn(text).values()].reduce(
    (before, { sealed, ...verified }) =>
      sealed ? before : withLine(before, verified.id, `seal: "${sealOf(verified)}"`),
    text,
  );
}

/** The file with the day and the seal of these entries, and nothing else changed. */
function withSeals(text: string, ids: readonly string[], verifiedOn: string): string {
  return ids.reduce((before, id) => {
    const dated = withLine(before, id, `verifiedOn: "${verifiedOn}"`);
    const verified = numbersIn(dated).get(id);
    return verified === undefined ? before : withLine(dated, id, `seal: "${sealOf(verified)}"`);
  }, text);
}

/** An entry's field replaced, or put after the day of the verification where it is new. */
function withLine(text: string, id: string, line: string): string {
  const [field] = line.split(':', 1);
  const entry = new RegExp(`(^${id}:\\n(?: .*\\n)*?)( {2}${field}: .*\\n)`, 'm');
  if (entry.test(text)) return text.replace(entry, (_, before: string) => `${before}  ${line}\n`);
  const dated = new RegExp(`(^${id}:\\n(?: .*\\n)*? {2}verifiedOn: .*\\n)`, 'm');
  return text.replace(dated, (before) => `${before}  ${line}\n`);
}
