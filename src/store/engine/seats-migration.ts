import type { Migration } from './migrations.ts';

/** People of the desk on messaging platforms: their seats there, what they are told, and the cards of cases that they
 * have before them. */
export const SEATS_MIGRATION: Migration = {
  id: 6,
  statements: [
    `create table seats(
      channel text not null,
      external_id text not null,
      user_id text not null references users(id),
      reference text not null,
      notices bigint not null default 0,
      since bigint not null,
      primary key(channel, external_id))`,
    'create unique index seats_user on seats(channel, user_id)',
    `create table seat_codes(
      code_hash text primary key,
      user_id text not null references users(id),
      expires_at bigint not null)`,
    `create table seat_notes(
      channel text not null,
      user_id text not null references users(id),
      case_id text not null references cases(id),
      deed text not null,
      type text not null,
      line bigint not null,
      at bigint not null,
      done_at bigint,
      primary key(channel, user_id, case_id, deed))`,
    'create index seat_notes_waiting on seat_notes(channel, user_id, at, line) where done_at is null',
    'create index seat_notes_case on seat_notes(case_id)',
    `create table case_cards(
      case_id text not null references cases(id),
      channel text not null,
      place text not null,
      user_id text not null references users(id),
      message_id text not null,
      reference text not null,
      primary key(case_id, channel, place))`,
  ],
};
