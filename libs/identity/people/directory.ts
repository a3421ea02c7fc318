import type { DataSource } from 'typeorm';
import { createHash } from 'node:crypto';
import { storeError } from '#event-store/embedded/file/sqlite-errors.js';
import { personNames, type PersonName } from '../vault/entities.js';

/** People's names by the opaque ids that events contain. A name can be changed and removed; an event cannot. */
export abstract class Directory {
  /** The names that the directory knows, by id. */
  abstract names(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** A text that is another one once any name is. */
  abstract fingerprint(): Promise<string>;
  /**
   * Sets a person's name, which is durable when the promise resolves. @throws EventStoreError STORE_FULL, STORE_READ_ONLY, as the event
   * store does
   */
  abstract set(id: string, name: string): Promise<void>;
}

/** The directory in the tables of a vault. */
export class StoredDirectory extends Directory {
  private readonly isFile: boolean;
  private readonly select: string;

  constructor(private readonly source: DataSource) {
    super();
    this.isFile = source.options.type !== 'postgres';
    // Most answers look names up, and TypeORM's query builder takes longer than the database: build the statement once.
    const among = this.isFile ? 'in (select value from json_each(:ids))' : '= any(:ids)';
    [this.select] = personNames(source.manager)
      .createQueryBuilder('n')
      .select('n.person', 'person')
      .addSelect('n.name', 'name')
      .where(`n.person ${among}`, { ids: '' })
      .getQueryAndParameters();
  }

  async names(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await this.source.query<PersonName[]>(this.select, [this.isFile ? JSON.stringify(ids) : ids]);
    return new Map(rows.map(({ person, name }) => [person, name]));
  }

  async fingerprint(): Promise<string> {
    const hash = createHash('sha256');
    for (const { person, name } of await personNames(this.source.manager).find({ order: { person: 'ASC' } }))
      hash.update(JSON.stringify([person, name]));
    return hash.digest('base64url');
  }

  async set(person: string, name: string): Promise<void> {
    try {
      await personNames(this.source.manager).upsert({ person, name }, ['person']);
    } catch (error) {
      throw storeError(error, String(this.source.options.database));
    }
  }
}
