import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = (prefix: string, bytes: string, options: string): readonly string[] => [
  `create table ${prefix}calendar_addresses (id text primary key, hash ${bytes} not null unique, person text not null, program_id text,
    made_at text not null, used_at text)${options}`,
  `create index calendar_addresses_person on ${prefix}calendar_addresses (person)`,
];

/** Creates the table of the secret addresses of calendars. */
export class CalendarAddresses1764460800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const isPostgres = runner.connection.options.type === 'postgres';
    for (const statement of isPostgres ? statements('vault.', 'bytea', '') : statements('', 'blob', ' strict, without rowid'))
      await runner.query(statement);
  }

  /** There is no way back, because people's access must never be deleted. */
  down(): Promise<void> {
    return Promise.reject(new Error('the addresses of calendars are not taken away'));
  }
}
