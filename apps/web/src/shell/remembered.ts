/** A choice that this browser remembers: no secret, and nothing that the api has to know. */
export interface Remembered<T extends string> {
  read(): T | undefined;
  write(value: T): void;
}

/**
 * Remembers one of some values under a name. Browsers may forbid storage, for example in private windows: then nothing is remembered and
 * nothing fails.
 */
export const remembered = <T extends string>(name: string, values: readonly T[]): Remembered<T> => ({
  read: () => {
    try {
      const value = localStorage.getItem(`evenkeel.${name}`);
      return values.find((known) => known === value);
    } catch {
      return undefined;
    }
  },
  write: (value) => {
    try {
      localStorage.setItem(`evenkeel.${name}`, value);
    } catch {
      // The choice holds until the page is closed.
    }
  },
});
