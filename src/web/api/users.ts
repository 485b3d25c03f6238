import { z } from 'zod';
import { loginOf } from '../../desk/login/login.ts';
import { hashPassword, passwordFault } from '../../desk/login/password.ts';
import { newId } from '../../store/new-id.ts';
import { ROLES, type User, type UserKept } from '../../store/staff/user.ts';
import { readBody } from '../body.ts';
import { json } from '../json.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { callerOf, type Route } from '../route.ts';
import type { Service } from '../service.ts';

const PATH = '/api/v1/users';

/** A login name as it is kept. */
export const loginSchema = z
  .string()
  .transform(loginOf)
  .pipe(z.string().regex(/^[\p{L}\p{N}._@+-]{2,128}$/u, 'letters, digits and . _ @ + - only, 2 to 128'));
const name = z.string().trim().min(1).max(64);
const team = z.string().regex(/^[\p{L}\p{N}_-]{1,64}$/u, 'letters, digits, _ and - only, at most 64');
const role = z.enum(ROLES);
const password = z.string().max(512);

const addBody = z.object({
  login: loginSchema,
  name,
  role,
  team: team.default('default'),
  password: password.optional().describe('without one, the user logs in elsewhere (OpenID Connect)'),
});

const changeBody = z.object({
  name: z.exactOptional(name),
  role: z.exactOptional(role),
  team: z.exactOptional(team),
  password: z.exactOptional(password),
  disabled: z.exactOptional(z.boolean()),
});

/** A user as admins see it. */
export const userSchema = z.object({
  id: z.string(),
  login: z.string(),
  name: z.string(),
  role,
  team: z.string(),
  createdAt: z.int().describe('epoch ms'),
  disabledAt: z.int().nullable(),
});

/** Who works at the desk: for admins. */
export function userRoutes(service: Service): readonly Route[] {
  return [listRoute(service), addRoute(service), changeRoute(service)];
}

function listRoute(service: Service): Route {
  return {
    method: 'GET',
    path: PATH,
    summary: 'Who works at the desk.',
    access: 'role:admin',
    success: { status: 200, description: 'All users.', body: z.object({ users: z.array(userSchema) }) },
    failures: [401, 403],
    handle: async () => {
      const users = await service.desk.store.users.list();
      return json(JSON.stringify({ users: users.map(shown) }), 200);
    },
  };
}

function addRoute(service: Service): Route {
  return {
    method: 'POST',
    path: PATH,
    summary: 'Add a user.',
    access: 'role:admin',
    body: addBody,
    success: { status: 201, description: 'The id.', body: z.object({ id: z.string() }) },
    failures: [400, 401, 403, 409, 413, 415],
    handle: async (call) => {
      const body = await readBody(call.request, addBody);
      if (!body.ok) return refuse(body.refusal);
      const { password: secret, ...given } = body.value;
      const fault = secret === undefined ? null : passwordFault(secret, given.login);
      if (fault !== null) return refuse(weak(fault));
      const at = service.clock();
      const passwordHash = secret === undefined ? '' : await hashPassword(secret);
      const user = { ...given, id: newId(at), passwordHash };
      const kept = await service.desk.store.users.add(user, { actor: callerOf(call).id, at });
      return refusalOf(kept) ?? json(JSON.stringify({ id: user.id }), 201);
    },
  };
}

function changeRoute(service: Service): Route {
  return {
    method: 'PATCH',
    path: `${PATH}/{id}`,
    summary:
      "Change a user's name, role, team or password, or disable the user. All sessions of the user end.",
    access: 'role:admin',
    body: changeBody,
    success: { status: 204, description: 'It is so.' },
    failures: [400, 401, 403, 404, 409, 413, 415],
    handle: async (call) => {
      const body = await readBody(call.request, changeBody);
      if (!body.ok) return refuse(body.refusal);
      const { users } = service.desk.store;
      const known = await users.byId(call.params.id ?? '');
      if (known === null) return refuse(NO_USER);
      const { password: secret, ...given } = body.value;
      const fault = secret === undefined ? null : passwordFault(secret, known.login);
      if (fault !== null) return refuse(weak(fault));
      const hashed = secret === undefined ? {} : { passwordHash: await hashPassword(secret) };
      const kept = await users.change(
        known.id,
        { ...given, ...hashed },
        { actor: callerOf(call).id, at: service.clock() },
      );
      return refusalOf(kept) ?? new Response(null, { status: 204 });
    },
  };
}

function shown({ id, login, name, role, team, createdAt, disabledAt }: User): User {
  return { id, login, name, role, team, createdAt, disabledAt };
}

function refusalOf(kept: UserKept): Response | null {
  switch (kept) {
    case 'kept':
      return null;
    case 'absent':
      return refuse(NO_USER);
    case 'taken':
      return refuse(TAKEN);
    case 'last-admin':
      return refuse(LAST_ADMIN);
  }
}

function weak(message: string): Refusal {
  return { status: 400, code: 'weak_password', message };
}

const NO_USER: Refusal = { status: 404, code: 'no_such_user', message: 'no user has this id' };
const TAKEN: Refusal = {
  status: 409,
  code: 'name_taken',
  message: 'this login, or this name in the team, is taken',
};
const LAST_ADMIN: Refusal = {
  status: 409,
  code: 'last_admin',
  message: 'this is the last admin: make somebody else one first',
};
