import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Exit, Io } from './io.ts';
import type { Place } from './place.ts';
import { ROLES } from './store/staff/user.ts';

/** One run of the program, as these commands need it. */
interface Run {
  exit: Exit;
  readonly io: Io;
  place(): Place;
}

const data = () => new Option('--data <dir>', 'folder of the embedded store (default ./data)');
const passwordStdin = () =>
  new Option(
    '--password-stdin',
    'the password is the first line of standard input; otherwise one is made up',
  );

/** Adds what operators do with the people of the desk and the audit. */
export function addDesk(program: Command, run: Run): void {
  addUser(program, run);
  addAudit(program, run);
  addReport(program, run);
}

function addReport(program: Command, run: Run): void {
  program
    .command('learn')
    .description('example sentences and frequencies that talks and closed cases suggest, as a diff')
    .addOption(data())
    .action(async (flags) => {
      const { learnCommand } = await import('./learn-command.ts');
      run.exit = await learnCommand(flags, run.place(), run.io);
    });
  program
    .command('report')
    .description('what the desk did')
    .option('--since <time>', 'a day, a time, or so many days like 7d (default 30d)')
    .option('--content <version>', 'only talks under this version of the content')
    .option('--csv', 'as a table')
    .addOption(data())
    .action(async (flags) => {
      const { reportCommand } = await import('./report-command.ts');
      run.exit = await reportCommand(flags, run.place(), run.io);
    });
}

function addUser(program: Command, run: Run): void {
  const user = program.command('user').description('who works at the desk');
  addUserLink(user, run);
  user
    .command('add <login>')
    .description('adds somebody, and prints the password')
    .addOption(new Option('--role <role>', 'what the user may do').choices(ROLES).default('agent'))
    .option('--name <name>', 'what colleagues read (default: the login)')
    .option('--team <team>', 'whose cases the user sees', 'default')
    .addOption(passwordStdin())
    .addOption(data())
    .action(async (login, flags) => {
      const { userAddCommand } = await import('./staff-command.ts');
      run.exit = await userAddCommand(login, flags, run.io);
    });
  user
    .command('list')
    .description('everybody')
    .addOption(data())
    .action(async (flags) => {
      const { userListCommand } = await import('./staff-command.ts');
      run.exit = await userListCommand(flags, run.io);
    });
  user
    .command('disable <login>')
    .description('ends all sessions and lets nobody in')
    .addOption(data())
    .action(async (login, flags) => {
      const { userDisableCommand } = await import('./staff-command.ts');
      run.exit = await userDisableCommand(login, flags, run.io);
    });
  user
    .command('password <login>')
    .description('gives a new password, and ends all sessions')
    .addOption(passwordStdin())
    .addOption(data())
    .action(async (login, flags) => {
      const { userPasswordCommand } = await import('./staff-command.ts');
      run.exit = await userPasswordCommand(login, flags, run.io);
    });
}

function addUserLink(user: Command, run: Run): void {
  user
    .command('link <login>')
    .description('prints a code that links an account in Teams to the user, once')
    .addOption(data())
    .action(async (login, flags) => {
      const { userLinkCommand } = await import('./staff-command.ts');
      run.exit = await userLinkCommand(login, flags, run.io);
    });
}

function addAudit(program: Command, run: Run): void {
  const audit = program.command('audit').description('who did what');
  audit
    .command('verify')
    .description(
      'finds every entry that was edited, removed or inserted; prints an anchor to be noted elsewhere',
    )
    .option('--anchor <seq:hash...>', 'anchors noted earlier: nothing before them may have changed')
    .addOption(data())
    .action(async (flags) => {
      const { auditVerifyCommand } = await import('./audit-command.ts');
      run.exit = await auditVerifyCommand(flags, run.io);
    });
  audit
    .command('list')
    .description('the newest entries as JSON lines')
    .addOption(new Option('--limit <number>', 'at most so many').argParser(count).default(100))
    .addOption(data())
    .action(async (flags) => {
      const { auditListCommand } = await import('./audit-command.ts');
      run.exit = await auditListCommand(flags, run.io);
    });
}

function count(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('Expected a number from 1 to 999999.');
  return Number(text);
}
