import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = (prefix: string, bytes: string, options: string): readonly string[] => [
  `create table ${prefix}accounts (person text primary key, email text, email_key text unique, roles text not null, subject text unique,
    added_at text not null, deactivated_at text, forgotten_at text)${options}`,
  `create table ${prefix}invitations (id text primary key, hash ${bytes} not null unique, person text not null, by_person text not null,
    kind text not null, purposes text not null, made_at text not null, expires_at text not null, used_at text, revoked_at text)${options}`,
  `create index invitations_person on ${prefix}invitations (person)`,
  `create table ${prefix}sessions (id text primary key, hash ${bytes} not null unique, person text not null, device text,
    made_at text not null, seen_at text not null, expires_at text not null)${options}`,
  `create index sessions_person on ${prefix}sessions (person)`,
  `create table ${prefix}access_tokens (id text primary key, hash ${bytes} not null unique, person text not null, name text not null,
    may_write integer not null, programs text, made_at text not null, expires_at text, used_at text, revoked_at text)${options}`,
  `create index access_tokens_person on ${prefix}access_tokens (person)`,
  `create table ${prefix}security_log (id text primary key, at text not null, act text not null, who text, about text, address text,
    details text, times integer not null)${options}`,
  `create index security_log_who on ${prefix}security_log (who, id)`,
  `create index security_log_about on ${prefix}security_log (about, id)`,
];

/** Creates the tables of people, their credentials and the security log. */
export class PeopleAndAccess1764374400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const isPostgres = runner.connection.options.type === 'postgres';
    for (const statement of isPostgres ? statements('vault.', 'bytea', '') : statements('', 'blob', ' strict, without rowid'))
      await runner.query(statement);
  }

  /** There is no way back, because people's access must never be deleted. */
  down(): Promise<void> {
    return Promise.reject(new Error('the tables of people and their access are not taken away'));
  }
}
