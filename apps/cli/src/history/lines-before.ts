import type { StatusMeaning } from './status.js';

/** What the last line of each initiative said: one fingerprint an initiative, however long the file is. */
export class LinesBefore {
  readonly #last = new Map<string, { readonly fingerprint: string; readonly number: number }>();

  /** Whether the line before it of the same initiative said the same. */
  says({ initiative, fingerprint }: StatusMeaning): boolean {
    return this.#last.get(initiative)?.fingerprint === fingerprint;
  }

  set({ initiative, fingerprint }: StatusMeaning, number: number): void {
    this.#last.set(initiative, { fingerprint, number });
  }

  /** A line that was refused is none to compare the next one with. */
  forget(refused: readonly { readonly initiative?: string; readonly number?: number }[]): void {
    for (const { initiative, number } of refused)
      if (initiative !== undefined && this.#last.get(initiative)?.number === number) this.#last.delete(initiative);
  }
}
