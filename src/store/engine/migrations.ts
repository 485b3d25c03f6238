import { CASE_MIGRATION } from './case-migration.ts';

import { CHANNELS_MIGRATION } from './channels-migration.ts';

import type { Dialect } from './database.ts';
import { LOGIN_MIGRATION } from './login-migration.ts';
import { SEATS_MIGRATION } from './seats-migration.ts';

/** A statement that reads the same on every engine, or one for each. */
export type Statement = string | Readonly<Record<Dialect['name'], readonly string[]>>;

/** A numbered change of the schema. Never edited once released: its checksum is kept in the database. */
export interface Migration {
  readonly id: number;
  readonly statements: readonly Statement[];
}

/** All changes of the schema, in order. Times are epoch ms and passed in, ids come from the application. */
export const MIGRATIONS: readonly Migration[] = [
  {
    id: 1,
    statements: [
      `create table conversations(
        id text primary key,
        channel text not null,
        token_hash text not null,
        status text not null,
        state text not null,
        content_version text not null,
        version bigint not null,
        last_seq bigint not null,
        created_at bigint not null,
        updated_at bigint not null)`,
      `create table messages(
        conversation_id text not null references conversations(id),
        seq bigint not null,
        sender text not null check(sender in ('merchant','bot','agent','system')),
        message_id text,
        body text not null,
        payload text not null,
        reply_to bigint,
        at bigint not null,
        handled_at bigint,
        answer text,
        content_version text,
        primary key(conversation_id, seq))`,
      `create unique index messages_once on messages(conversation_id, message_id)
        where message_id is not null`,
      `create index messages_pending on messages(conversation_id, seq)
        where sender = 'merchant' and handled_at is null`,
    ],
  },
  {
    id: 2,
    statements: [
      "alter table conversations add column tenant text not null default 'default'",
      'alter table conversations add column lease_owner text',
      'alter table conversations add column lease_until bigint not null default 0',
      'create index conversations_idle on conversations(updated_at)',
      `create table cases(
        id text primary key,
        tenant text not null default 'default',
        conversation_id text not null references conversations(id),
        status text not null check(status in ('waiting','taken','closed')),
        priority bigint not null,
        assignee text,
        due_at bigint not null,
        escalated_at bigint,
        diagnosis text not null,
        version bigint not null default 0,
        opened_at bigint not null,
        updated_at bigint not null,
        closed_at bigint)`,
      "create unique index cases_open on cases(conversation_id) where status <> 'closed'",
      'create index cases_queue on cases(tenant, status, priority, due_at)',
      `create table jobs(
        id text primary key,
        kind text not null,
        key text,
        payload text not null,
        run_at bigint not null,
        state text not null default 'queued' check(state in ('queued','running','done','dead')),
        attempts bigint not null default 0,
        max_attempts bigint not null default 5,
        lease_owner text,
        lease_until bigint not null default 0,
        last_error text,
        created_at bigint not null,
        done_at bigint)`,
      "create unique index jobs_once on jobs(key) where key is not null and state in ('queued','running')",
      "create index jobs_due on jobs(run_at) where state in ('queued','running')",
      "create index jobs_running on jobs(lease_until) where state = 'running'",
      "create index jobs_over on jobs(done_at) where state in ('done','dead')",
      `create table audit(
        id text primary key,
        at bigint not null,
        tenant text not null default 'default',
        actor text not null,
        action text not null,
        entity text not null,
        entity_id text not null,
        detail text)`,
      'create index audit_entity on audit(entity, entity_id, at)',
      `create table users(
        id text primary key,
        tenant text not null default 'default',
        name text not null,
        role text not null,
        password_hash text not null,
        created_at bigint not null,
        disabled_at bigint)`,
      'create unique index users_name on users(tenant, name)',
      `create table sessions(
        token_hash text primary key,
        user_id text not null references users(id),
        created_at bigint not null,
        expires_at bigint not null)`,
      'create index sessions_over on sessions(expires_at)',
      {
        embedded: [
          `create trigger audit_stays before update on audit begin select raise(abort, 'audit is append-only'); end`,
          `create trigger audit_lasts before delete on audit begin select raise(abort, 'audit is append-only'); end`,
        ],
        postgresql: [
          `create function audit_refuse() returns trigger language plpgsql
            as $$ begin raise exception 'audit is append-only'; end $$`,
          `create trigger audit_stays before update or delete on audit
            for each row execute function audit_refuse()`,
        ],
      },
    ],
  },
  CASE_MIGRATION,
  LOGIN_MIGRATION,
  CHANNELS_MIGRATION,
  SEATS_MIGRATION,
];
