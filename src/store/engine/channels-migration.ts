import type { Migration } from './migrations.ts';

/** Those who write on messaging platforms, how far what was said was carried there, and shared values. */
export const CHANNELS_MIGRATION: Migration = {
  id: 5,
  statements: [
    'alter table conversations add column carry_after bigint',
    `create table channel_identities(
        channel text not null,
        external_id text not null,
        conversation_id text not null references conversations(id),
        reference text not null,
        heard_at bigint not null,
        sent bigint not null default 0,
        carried bigint not null default 0,
        parts bigint not null default 0,
        lease_owner text,
        lease_until bigint not null default 0,
        primary key(channel, external_id))`,
    'create unique index channel_identities_talk on channel_identities(conversation_id)',
    `create table channel_replies(
        conversation_id text not null references conversations(id),
        message_id text not null,
        body text not null,
        at bigint not null,
        primary key(conversation_id, message_id))`,
    `create table links(
        token_hash text primary key,
        conversation_id text not null references conversations(id),
        expires_at bigint not null)`,
    'create index links_talk on links(conversation_id)',
    `create table registers(
        name text primary key,
        value text,
        lease_owner text,
        lease_until bigint not null default 0)`,
  ],
};
