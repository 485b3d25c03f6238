import type { Refusal } from './refusal.ts';

/** There is no conversation with this id. */
export const NO_CONVERSATION: Refusal = {
  status: 404,
  code: 'no_such_conversation',
  message: 'no conversation has this id: create one with POST /api/v1/conversations',
};

/** No question has this button. */
export const NO_CHOICE: Refusal = {
  status: 400,
  code: 'no_such_choice',
  message: 'no question has this choice: send the "slot" of "asking" with a "value" of its "choices"',
};

/** A limit was reached. */
export const TOO_MANY: Refusal = {
  status: 429,
  code: 'too_many_requests',
  message: 'too many requests: wait a minute and send it again with the same id',
};

/** Another site's page tried to use the cookie of ours. */
export const FOREIGN: Refusal = {
  status: 403,
  code: 'foreign_site',
  message: 'this can only be sent by a page of this server',
};

/** No token was sent. */
export const NO_TOKEN: Refusal = {
  status: 401,
  code: 'no_token',
  message: 'send the token as "Authorization: Bearer <token>"',
};

/** A token was sent, but not the right one. */
export const WRONG_TOKEN: Refusal = {
  status: 401,
  code: 'wrong_token',
  message: 'the token does not belong here: use the one that was given when this was created',
};

/** Nothing tells who calls on a server that others can reach. */
export const NOT_OPEN: Refusal = {
  status: 403,
  code: 'no_agent_login',
  message: 'this server is open to others: log in, or set DAOZHANG_AGENT_TOKEN to let programs in',
};

/** No such path. */
export const NO_PATH: Refusal = {
  status: 404,
  code: 'no_such_path',
  message: 'there is nothing here: /openapi.json lists what there is',
};

/** The path exists with another method. */
export const NO_METHOD: Refusal = {
  status: 405,
  code: 'method_not_allowed',
  message: 'this path does not take this method: see the Allow header',
};

/** The store does not answer. */
export const NO_STORE: Refusal = {
  status: 503,
  code: 'store_unavailable',
  message: 'nothing can be kept at the moment: send it again later with the same id',
};

/** Nobody is logged in. */
export const NO_LOGIN: Refusal = {
  status: 401,
  code: 'no_login',
  message: 'log in with POST /api/v1/session, or send the token of a program',
};

/** The role is not enough. */
export const NO_ROLE: Refusal = {
  status: 403,
  code: 'no_role',
  message: 'this takes another role than yours: ask an admin',
};
