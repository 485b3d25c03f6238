import { type Configured, configure } from './config.ts';
import { CODE_MINUTES, offerSeat } from './desk/cases/take-seat.ts';
import { loginOf } from './desk/login/login.ts';
import { hashPassword, newPassword, passwordFault } from './desk/login/password.ts';
import type { Exit, Io } from './io.ts';
import { openDatabase } from './store/engine/open-database.ts';
import { newId } from './store/new-id.ts';
import { openStore } from './store/open-store.ts';
import type { Role, UserChange, UserKept } from './store/staff/user.ts';
import type { Store } from './store/store.ts';

/** Who does it, in the audit. */
const TERMINAL = 'terminal';

/** Where the store is, as flags say. */
export interface StoreFlags {
  readonly data?: string;
}

/** What a new user is given. */
export interface NewStaff extends StoreFlags {
  readonly role: Role;
  readonly name?: string;
  readonly team: string;
  /** the first line of standard input is the password; otherwise one is made up and shown */
  readonly passwordStdin?: boolean;
}

/** Lets a command work on the store of this place, whose server may run. */
export async function onStore(
  command: string,
  flags: StoreFlags,
  io: Io,
  work: (store: Store) => Promise<Exit>,
): Promise<Exit> {
  const configured: Configured = configure(flags, process.env);
  if (!configured.ok) {
    io.err(`daozhang ${command}: ${configured.message}`);
    return 2;
  }
  const store = await openStore(await openDatabase(configured.config), Date.now());
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** `daozhang user add LOGIN`: prints the password where none is given. */
export function userAddCommand(login: string, flags: NewStaff, io: Io): Promise<Exit> {
  return onStore('user', flags, io, async (store) => {
    const given = await passwordFrom(flags, io);
    const password = given ?? newPassword();
    const known = loginOf(login);
    const fault = passwordFault(password, known);
    if (fault !== null) return failed(io, fault);
    const { role, team, name = login } = flags;
    const at = Date.now();
    const user = {
      id: newId(at),
      login: known,
      name,
      role,
      team,
      passwordHash: await hashPassword(password),
    };
    const kept = await store.users.add(user, { actor: TERMINAL, at });
    if (kept !== 'kept') return failed(io, faultOf(kept));
    io.out(`${known} is added as ${role} of team ${team}\n`);
    if (given === null) io.out(`password: ${password}\n`);
    return 0;
  });
}

/** `daozhang user list`: one user a line. */
export function userListCommand(flags: StoreFlags, io: Io): Promise<Exit> {
  return onStore('user', flags, io, async (store) => {
    for (const { login, name, role, team, disabledAt } of await store.users.list()) {
      const since = disabledAt === null ? '' : `  disabled ${new Date(disabledAt).toISOString()}`;
      io.out(`${login.padEnd(24)} ${role.padEnd(7)} ${team.padEnd(12)} ${name}${since}\n`);
    }
    return 0;
  });
}

/** `daozhang user disable LOGIN`: the sessions end at once. */
export function userDisableCommand(login: string, flags: StoreFlags, io: Io): Promise<Exit> {
  return onStore('user', flags, io, async (store) => {
    const exit = await change(store, login, { disabled: true }, io);
    if (exit === 0) io.out(`${loginOf(login)} is disabled\n`);
    return exit;
  });
}

/** `daozhang user password LOGIN`: prints the new password where none is given; the sessions end. */
export function userPasswordCommand(
  login: string,
  flags: StoreFlags & Pick<NewStaff, 'passwordStdin'>,
  io: Io,
): Promise<Exit> {
  return onStore('user', flags, io, async (store) => {
    const given = await passwordFrom(flags, io);
    const password = given ?? newPassword();
    const fault = passwordFault(password, loginOf(login));
    if (fault !== null) return failed(io, fault);
    const exit = await change(store, login, { passwordHash: await hashPassword(password) }, io);
    if (exit === 0) io.out(given === null ? `password: ${password}\n` : 'the password is changed\n');
    return exit;
  });
}

/** `daozhang user link LOGIN`: prints a code that links an account on a messaging platform to the user. */
export function userLinkCommand(login: string, flags: StoreFlags, io: Io): Promise<Exit> {
  return onStore('user', flags, io, async (store) => {
    const user = await store.users.byLogin(loginOf(login));
    if (user === null || user.disabledAt !== null) return failed(io, faultOf('absent'));
    const code = await offerSeat(store, user.id, Date.now(), TERMINAL);
    io.out(`code: ${code}\n`);
    io.out(`${user.login} writes "绑定 ${code}" to the bot in Teams within ${CODE_MINUTES} minutes, once\n`);
    return 0;
  });
}

async function change(store: Store, login: string, what: UserChange, io: Io): Promise<Exit> {
  const user = await store.users.byLogin(loginOf(login));
  if (user === null) return failed(io, faultOf('absent'));
  const kept = await store.users.change(user.id, what, { actor: TERMINAL, at: Date.now() });
  return kept === 'kept' ? 0 : failed(io, faultOf(kept));
}

async function passwordFrom({ passwordStdin = false }: Pick<NewStaff, 'passwordStdin'>, io: Io) {
  if (!passwordStdin) return null;
  for await (const line of io.lines()) return line;
  return '';
}

function failed(io: Io, fault: string): Exit {
  io.err(`daozhang user: ${fault}`);
  return 1;
}

function faultOf(kept: Exclude<UserKept, 'kept'>): string {
  switch (kept) {
    case 'absent':
      return 'nobody has this login: see daozhang user list';
    case 'taken':
      return 'this login, or this name in the team, is taken: see daozhang user list';
    case 'last-admin':
      return 'this is the last admin: add another first';
  }
}
