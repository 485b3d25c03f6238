import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { addDesk } from './desk-commands.ts';
import type { Format } from './graph-command.ts';
import { instantFrom } from './instant.ts';
import { type Exit, type Io, processIo } from './io.ts';
import type { Place } from './place.ts';

/** What the launcher knows of the place. */
type Installation = Omit<Place, 'root'>;

/** Runs the command line and gives the exit code: 0 fine, 1 the input or content is at fault, 2 wrong usage. */
export async function main(
  argv: readonly string[],
  installation: Installation,
  io: Io = processIo(),
): Promise<Exit> {
  const run = new Run(installation, io);
  try {
    await commands(run).parseAsync(argv, { from: 'user' });
    return run.exit;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    io.err(`daozhang: ${error instanceof Error ? faultText(error) : String(error)}`);
    return 1;
  }
}

function faultText(error: Error): string {
  return process.env.DAOZHANG_DEBUG === undefined ? error.message : (error.stack ?? error.message);
}

/** One run of the program: what the commands need, and what they ended with. */
class Run {
  exit: Exit = 0;
  content: string | undefined;
  readonly io: Io;
  readonly #installation: Installation;

  constructor(installation: Installation, io: Io) {
    this.#installation = installation;
    this.io = io;
  }

  place(): Place {
    return { ...this.#installation, root: this.content ?? this.#installation.home };
  }
}

const AT = new Option('--at <time>', 'the instant of messages without their own').argParser(atArgument);

function atArgument(text: string): number {
  const at = instantFrom(text);
  if (at === null) throw new InvalidArgumentError('Expected a time like 2026-11-23T18:00:00+08:00.');
  return at;
}

function commands(run: Run): Command {
  const program = new Command('daozhang');
  program
    .description(
      'Tells a Chinese shop owner where the card or code payment is, when it is due, and whom to call.',
    )
    .option('--content <dir>', 'folder with dialogs/ and knowledge/ to use instead of the shipped ones')
    .hook('preAction', (self) => {
      run.content = self.opts<{ content?: string }>().content;
    })
    .exitOverride()
    .configureOutput({
      writeOut: run.io.out,
      writeErr: (text) => run.io.err(text.trimEnd()),
      outputError: (text, write) => write(text.trim().replace(/\s*\n\s*/g, ' ')),
    });
  addTalking(program, run);
  addProving(program, run);
  addAuthoring(program, run);
  addDesk(program, run);
  return program;
}

// Each command is loaded when it is run: a chat needs neither the web server nor the database.
function addTalking(program: Command, run: Run): void {
  program
    .command('serve')
    .description('the server: chat page, HTTP API')
    .option('--port <number>', 'port to listen on (default 3978)')
    .option('--host <name>', 'address to listen on (default 127.0.0.1)')
    .option('--data <dir>', 'folder of the embedded store (default ./data)')
    .option('--test-clock', 'callers may set the time; on loopback only')
    .action(async (flags) => {
      const { serveCommand } = await import('./serve-command.ts');
      run.exit = await serveCommand(flags, run.place(), run.io);
    });
  program
    .command('chat')
    .description('a conversation in the terminal')
    .option('--json', 'read {"text","at"?} lines, write one Turn a line')
    .addOption(AT)
    .action(async ({ json = false, at = null }) => {
      const { chatCommand } = await import('./chat-command.ts');
      run.exit = await chatCommand({ json, at }, run.place(), run.io);
    });
  program
    .command('triage [file]')
    .description('the verdict on one message or transcript (file or standard input)')
    .option('--jsonl', 'read {"id","text","at"?,"asked"?} lines, write one verdict a line')
    .addOption(AT)
    .action(async (file, { jsonl = false, at = null }) => {
      const { triageCommand } = await import('./triage-command.ts');
      run.exit = await triageCommand(file, { jsonl, at }, run.place(), run.io);
    });
  program
    .command('understand <text>')
    .description('what is read from a text, and from which words')
    .option('--asked <slot>', 'the slot whose question the text answers')
    .addOption(AT)
    .action(async (text, { asked = null, at = null }) => {
      const { understandCommand } = await import('./understand-command.ts');
      run.exit = await understandCommand(text, { asked, at }, run.place(), run.io);
    });
}

function dayArgument(text: string): string {
  const at = Date.parse(text);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(at) || at > Date.now())
    throw new InvalidArgumentError('Expected a day that has been, like 2026-11-23.');
  return text;
}

function addProving(program: Command, run: Run): void {
  program
    .command('check')
    .description(
      'checks all of dialogs/ and knowledge/, walks every state of every tree, prints a certificate',
    )
    .option(
      '--quick',
      'only the files as they are written, without the walk: a second instead of half a minute',
    )
    .option('--certificate <file>', 'also write the certificate to a file')
    .action(async ({ quick = false, certificate = null }) => {
      const { checkCommand } = await import('./check-command.ts');
      run.exit = await checkCommand(run.place(), run.io, { quick, certificate });
    });
  program
    .command('record')
    .description('plays the recorded talks on the content as it is, and adds talks for what none shows yet')
    .option('--fresh', 'forgets the talks recorded before')
    .action(async ({ fresh = false }) => {
      const { recordCommand } = await import('./record-command.ts');
      run.exit = await recordCommand({ fresh }, run.place(), run.io);
    });
  program
    .command('impact')
    .description('what an earlier version of the content would have asked and answered otherwise')
    .requiredOption('--from <revision>', 'a revision of the git repository')
    .option('--samples <number>', 'sample talks for every way to begin', '20')
    .option('--data <dir>', 'folder of an embedded store whose talks are held again (or DATABASE_URL)')
    .action(async ({ from, samples, data }) => {
      const { impactCommand } = await import('./impact-command.ts');
      const databaseUrl = data === undefined ? process.env.DATABASE_URL || null : null;
      const store = data === undefined && databaseUrl === null ? null : { databaseUrl, data: data ?? '' };
      run.exit = await impactCommand({ from, samples: Number(samples), store }, run.place(), run.io);
    });
  program
    .command('graph [flow]')
    .description('draws the dialog trees')
    .addOption(new Option('--format <format>').choices(['mermaid', 'html']).default('mermaid'))
    .action(async (flow, { format }: { format: Format }) => {
      const { graphCommand } = await import('./graph-command.ts');
      run.exit = await graphCommand(flow, format, run.place(), run.io);
    });
}

function addAuthoring(program: Command, run: Run): void {
  program
    .command('eval <files...>')
    .description('scores *.utterances.jsonl and *.merchants.jsonl')
    .option('--json', 'figures for machines')
    .action(async (files, { json = false }) => {
      const { evalCommand } = await import('./eval-command.ts');
      run.exit = await evalCommand(files, { json }, run.place(), run.io);
    });
  program
    .command('replay <id>')
    .description("the first turn of a stored conversation that would differ under today's content")
    .option('--data <dir>', 'folder of the embedded store (else DATABASE_URL, DAOZHANG_DATA or ./data)')
    .action(async (id, { data }) => {
      const { replayCommand } = await import('./replay-command.ts');
      const databaseUrl = data === undefined ? process.env.DATABASE_URL || null : null;
      const store = { databaseUrl, data: data ?? process.env.DAOZHANG_DATA ?? './data' };
      run.exit = await replayCommand(id, store, run.place(), run.io);
    });
  program
    .command('seal [ids...]')
    .description('vouches that numbers of the contacts were verified; without an id: which ones wait for it')
    .option('--verified-on <day>', 'the day on which somebody verified them', dayArgument)
    .action(async (ids, { verifiedOn = null }) => {
      const { sealCommand } = await import('./seal-command.ts');
      run.exit = await sealCommand(ids, verifiedOn, run.place(), run.io);
    });
  addStore(program, run);
  addTeams(program, run);
  program
    .command('schemas')
    .description('writes the JSON Schemas of the content files')
    .action(async () => {
      const { schemasCommand } = await import('./schemas-command.ts');
      run.exit = await schemasCommand(run.place(), run.io);
    });
}

function addTeams(program: Command, run: Run): void {
  program
    .command('teams-package')
    .description('writes the app that is uploaded to Microsoft Teams')
    .option('--app <id>', "the bot's application id (default DAOZHANG_TEAMS_APP_ID)")
    .option('--url <address>', 'where the server is reached, with https (default DAOZHANG_PUBLIC_URL)')
    .option('--developer <name>', 'who runs it, as Teams shows it')
    .option('--out <file>', 'default build/teams/daozhang-teams.zip')
    .action(async (flags) => {
      const { teamsPackageCommand } = await import('./teams-package-command.ts');
      run.exit = await teamsPackageCommand(flags, run.place(), run.io);
    });
}

function addStore(program: Command, run: Run): void {
  const store = program.command('store').description('the embedded store as a whole');
  const data = () =>
    new Option('--data <dir>', 'folder of the embedded store').default(process.env.DAOZHANG_DATA ?? './data');
  store
    .command('backup <file>')
    .description('writes it into one file, also while a server uses it')
    .addOption(data())
    .action(async (file, { data }) => {
      const { backupCommand } = await import('./store-command.ts');
      run.exit = await backupCommand(file, data, run.io);
    });
  store
    .command('copy')
    .description('copies it into an empty PostgreSQL and compares; stop the server first')
    .requiredOption('--to <url>', 'postgresql://user:password@host:5432/name')
    .addOption(data())
    .action(async ({ to, data }) => {
      const { copyCommand } = await import('./store-command.ts');
      run.exit = await copyCommand(to, data, run.io);
    });
}
