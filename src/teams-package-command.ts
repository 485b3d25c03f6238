import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { bootAdvisor } from './boot.ts';
import { colorIcon, outlineIcon } from './channels/teams/package/icons.ts';
import { manifestOf } from './channels/teams/package/manifest.ts';
import { zip } from './channels/teams/package/zip.ts';
import type { Exit, Io } from './io.ts';
import type { Place } from './place.ts';

/** Whom the package is for, as the command line tells. */
export interface PackageFlags {
  readonly app?: string;
  readonly url?: string;
  readonly developer?: string;
  readonly out?: string;
}

const flagsSchema = z.object({
  app: z.guid(),
  url: z.url({ protocol: /^https$/ }),
  developer: z.string().min(1).max(32).default('daozhang'),
  out: z.string().min(1).default('build/teams/daozhang-teams.zip'),
});

const EXPECTED: Readonly<Record<string, string>> = {
  app: "--app (DAOZHANG_TEAMS_APP_ID) needs the bot's application id",
  url: '--url (DAOZHANG_PUBLIC_URL) needs the address of the server, with https://',
  developer: '--developer needs a name of at most 32 characters',
};

/** `daozhang teams-package`: writes the app that is uploaded to Teams. */
export async function teamsPackageCommand(flags: PackageFlags, place: Place, io: Io): Promise<Exit> {
  const { DAOZHANG_TEAMS_APP_ID: app, DAOZHANG_PUBLIC_URL: url } = process.env;
  const given = flagsSchema.safeParse({ app, url, ...flags });
  if (!given.success) {
    const wrong = String(given.error.issues[0]?.path[0] ?? '');
    io.err(`daozhang teams-package: ${EXPECTED[wrong] ?? wrong}`);
    return 2;
  }
  const advisor = await bootAdvisor(place, io);
  if (advisor === null) return 1;
  const { developer, out } = given.data;
  const version = await versionOf(place);
  const about = { appId: given.data.app, url: given.data.url, version, developer };
  const manifest = manifestOf(advisor.expert.content, about);
  const archive = zip([
    { name: 'manifest.json', bytes: Buffer.from(JSON.stringify(manifest, null, 2)) },
    { name: 'color.png', bytes: colorIcon() },
    { name: 'outline.png', bytes: outlineIcon() },
  ]);
  await mkdir(path.dirname(out), { recursive: true });
  await writeFile(out, archive);
  io.out(`${out}: ${archive.length} bytes\n`);
  return 0;
}

async function versionOf(place: Place): Promise<string> {
  const text = await readFile(path.join(place.home, 'package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
