import type { StatusMeaning } from './status.js';

/** Remembers the last line of each initiative by a fingerprint, so that memory does not grow with the file. */
export class LinesBefore {
  readonly #last = new Map<string, { readonly fingerprint: string; readonly number: number }>();

  /** Whether the previous line of the same initiative said the same. */
  says({ initiative, fingerprint }: StatusMeaning): boolean {
    return this.#last.get(initiative)?.fingerprint === fingerprint;
  }

  set({ initiative, fingerprint }: StatusMeaning, number: number): void {
    this.#last.set(initiative, { fingerprint, number });
  }

  /** Forgets refused lines, with which the next line must not be compared. */
  forget(refused: readonly { readonly initiative?: string; readonly number?: number }[]): void {
    for (const { initiative, number } of refused)
      if (initiative !== undefined && this.#last.get(initiative)?.number === number) this.#last.delete(initiative);
  }
}
