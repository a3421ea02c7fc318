import { personNames, storedTokens, type StoredToken } from './entities.js';
import type { VaultDatabase } from './vault-database.js';

/** The whole content of a vault, ordered by the people's ids. */
export interface VaultContents {
  readonly names: ReadonlyMap<string, string>;
  readonly tokens: readonly StoredToken[];
}

/** How many rows one statement inserts: SQLite takes at most 32,766 values. */
const AT_ONCE = 1_000;

/** Copies a vault out and in. Separate from the directory and the tokens, so that code which only needs a name cannot list everything. */
export class VaultTransfer {
  constructor(private readonly database: VaultDatabase) {}

  contents(): Promise<VaultContents> {
    return this.database.alone(async (manager) => ({
      names: new Map((await personNames(manager).find()).sort(byPerson).map(({ person, name }) => [person, name])),
      tokens: (await storedTokens(manager).find()).sort(byPerson),
    }));
  }

  /** Inserts the contents in one transaction; names and tokens of the same people are replaced, the others stay. */
  take({ names, tokens }: VaultContents): Promise<void> {
    return this.database.alone(async (manager) => {
      const rows = [...names].map(([person, name]) => ({ person, name }));
      for (let from = 0; from < rows.length; from += AT_ONCE)
        await personNames(manager).upsert(rows.slice(from, from + AT_ONCE), ['person']);
      for (let from = 0; from < tokens.length; from += AT_ONCE)
        await storedTokens(manager).upsert(tokens.slice(from, from + AT_ONCE), ['person']);
    });
  }
}

export const byPerson = (a: { readonly person: string }, b: { readonly person: string }): number =>
  a.person < b.person ? -1 : a.person > b.person ? 1 : 0;
