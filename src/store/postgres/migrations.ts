/**
 * What makes each version of the tables of the one before it, the first of nothing. What was released is never
 * changed: the next change is the next entry.
 *
 * @param s the schema, quoted
 */
export const migrations: readonly ((s: string) => readonly string[])[] = [firstTables]

function firstTables(s: string): readonly string[] {
  return [
    // Never gives a number twice, so an erased profile that comes again is not taken for the one before.
    `create sequence ${s}.versions`,
    // Room on each page for the next state of its rows: then no index is touched by a commit.
    `create table ${s}.profiles (
      number bigint generated always as identity primary key,
      id text collate "C" not null constraint profiles_id unique,
      version bigint not null,
      state text not null
    ) with (fillfactor = 70)`,
    // A digest, since an index takes no more than 2,700 bytes and one may have more than that.
    `create table ${s}.answers (
      profile bigint not null,
      event_key bytea not null,
      event_id text not null,
      at bigint not null,
      body text not null,
      constraint answers_key primary key (profile, event_key)
    )`,
    `create index answers_at on ${s}.answers using brin (at)`,
    `create table ${s}.names (
      kind text not null,
      key bytea not null,
      value text not null,
      profile bigint not null,
      primary key (kind, key)
    )`,
    `create index names_profile on ${s}.names (profile)`,
    // The second key is the one by which a profile's own row is found, so that another profile's is an error.
    `create table ${s}.deliveries (
      id text collate "C" not null constraint deliveries_id primary key,
      profile bigint not null,
      model_id text not null,
      created_at bigint not null,
      listed boolean not null,
      document text not null,
      unique (id, profile)
    )`,
    `create index deliveries_listed on ${s}.deliveries (created_at, id) where listed`,
    `create index deliveries_model on ${s}.deliveries (model_id, created_at, id) where listed`,
    `create index deliveries_profile on ${s}.deliveries (profile, created_at, id)`,
    `create table ${s}.catalogs (
      version bigint primary key,
      at bigint not null,
      document text not null
    )`,
    `create table ${s}.sendings (
      number bigint generated always as identity primary key,
      id text collate "C" not null unique,
      version bigint not null,
      created_at bigint not null,
      due_at bigint,
      document text not null
    )`,
    `create index sendings_created on ${s}.sendings (created_at, id)`,
    `create index sendings_due on ${s}.sendings (due_at, id) where due_at is not null`,
    `create table ${s}.dispatches (
      sending bigint not null,
      id text collate "C" not null,
      profile_id text,
      document text not null,
      primary key (sending, id)
    )`,
    `create index dispatches_profile on ${s}.dispatches (profile_id) where profile_id is not null`,
  ]
}
