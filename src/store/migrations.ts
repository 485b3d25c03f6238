/** A numbered change of the schema. Never edited once released: its checksum is kept in the database. */
export interface Migration {
  readonly id: number;
  readonly statements: readonly string[];
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
];
