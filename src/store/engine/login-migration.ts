import type { Migration } from './migrations.ts';

/** Login, the chain over the audit, and webhooks. */
export const LOGIN_MIGRATION: Migration = {
  id: 4,
  statements: [
    'alter table users add column login text',
    'create unique index users_login on users(login)',
    'alter table sessions add column seen_at bigint not null default 0',
    'create index sessions_user on sessions(user_id)',
    `create table login_attempts(
      key text primary key,
      failures bigint not null,
      last_at bigint not null,
      until_at bigint not null)`,
    'create index login_attempts_old on login_attempts(last_at)',
    `create table invitations(
      token_hash text primary key,
      created_at bigint not null,
      expires_at bigint not null,
      used_at bigint)`,
    'alter table audit add column seq bigint',
    'alter table audit add column hash text',
    'create unique index audit_chain on audit(seq)',
    `create table audit_head(
      id bigint primary key,
      seq bigint not null,
      hash text not null,
      unchained bigint not null)`,
    `create table webhooks(
      id text primary key,
      url text not null,
      secret text not null,
      events text not null,
      created_at bigint not null,
      created_by text not null,
      disabled_at bigint)`,
  ],
};
