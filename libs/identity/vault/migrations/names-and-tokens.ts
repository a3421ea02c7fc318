import type { MigrationInterface, QueryRunner } from 'typeorm';

const POSTGRES = [
  'create table if not exists vault.names (person text primary key, name text not null)',
  'create table if not exists vault.tokens (person text primary key, hash bytea not null unique, source text not null)',
];

const SQLITE = [
  'create table if not exists names (person text primary key, name text not null) strict, without rowid',
  'create table if not exists tokens (person text primary key, hash blob not null unique, source text not null) strict, without rowid',
];

/** Creates the first tables. A vault that is older than migrations has them already. */
export class NamesAndTokens1764288000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of runner.connection.options.type === 'postgres' ? POSTGRES : SQLITE) await runner.query(statement);
  }

  /** There is no way back, because names and tokens must never be deleted. */
  down(): Promise<void> {
    return Promise.reject(new Error('the first tables of the vault are not taken away'));
  }
}
