/** A token as it is stored: its SHA-256, and where it came from. */
export interface StoredToken {
  readonly person: string;
  readonly hash: Buffer;
  readonly source: string;
}

/** All that a vault holds, in the order of the people's ids. */
export interface VaultContents {
  readonly names: ReadonlyMap<string, string>;
  readonly tokens: readonly StoredToken[];
}

/** Moving a vault: apart from the directory and the tokens, so that nobody who only asks for a name can list them all. */
export interface VaultTransfer {
  contents(): VaultContents | Promise<VaultContents>;
  /** Puts in what is given, in one transaction; names and tokens of the same people are replaced, the others stay. */
  take(contents: VaultContents): void | Promise<void>;
}

export const byPerson = (a: { readonly person: string }, b: { readonly person: string }): number =>
  a.person < b.person ? -1 : a.person > b.person ? 1 : 0;
