import type { VaultDatabase } from './vault-database.js';
import { columnsOf, rowsIn, VAULT_TABLES, type VaultTable, type VaultTables } from './entities.js';

/** The whole content of a vault: the rows of each table, ordered by their keys. */
export type VaultContents = { readonly [T in VaultTable]: readonly VaultTables[T][] };

/** How many values one statement takes: SQLite's limit is 32,766. */
const VALUES_AT_ONCE = 8_000;

/** Copies a vault out and in. Separate from the services, so that code which only needs a name cannot list everything. */
export class VaultTransfer {
  constructor(private readonly database: VaultDatabase) {}

  contents(): Promise<VaultContents> {
    return this.database.alone(async (manager) => {
      const contents: Record<string, unknown> = {};
      for (const table of VAULT_TABLES) contents[table] = ordered(table, await rowsIn(manager, table).find());
      return contents as unknown as VaultContents;
    });
  }

  /** Inserts the contents in one transaction; rows with the same keys are replaced, the others stay. */
  take(contents: VaultContents): Promise<void> {
    return this.database.alone(async (manager) => {
      for (const table of VAULT_TABLES) {
        const columns = columnsOf(table);
        const atOnce = Math.floor(VALUES_AT_ONCE / columns.length);
        for (let from = 0; from < contents[table].length; from += atOnce)
          await rowsIn(manager, table).upsert(contents[table].slice(from, from + atOnce), [columns[0]!]);
      }
    });
  }
}

/** The rows in the order of their keys, so that the same vault always gives the same text. */
export function ordered<T extends VaultTable>(table: T, rows: readonly VaultTables[T][]): readonly VaultTables[T][] {
  const key = columnsOf(table)[0] as keyof VaultTables[T];
  return rows.toSorted((a, b) => (a[key] < b[key] ? -1 : a[key] > b[key] ? 1 : 0));
}

/** A vault without anything in it. */
export const emptyContents = (): VaultContents => Object.fromEntries(VAULT_TABLES.map((table) => [table, []])) as unknown as VaultContents;
