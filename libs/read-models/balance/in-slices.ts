import { setImmediate as turnOfOthers } from 'node:timers/promises';
import { KeyedMutex } from '#async/keyed-mutex.js';

/** Dates of a sweep that are worked out in one go: some two milliseconds. */
const SLICE = 64;

/** One slice at a time in the process, however many sweeps there are. */
const slices = new KeyedMutex();

/** All of them; where they are more than a slice, other requests have their turn before each further one. */
export function inSlices<T>(items: Iterator<T, void>, length: number): readonly T[] | Promise<readonly T[]> {
  const all: T[] = [];
  const slice = (): void => {
    for (const end = all.length + SLICE; all.length < end;) {
      const next = items.next();
      if (next.done) return;
      all.push(next.value);
    }
  };
  slice();
  if (length <= SLICE) return all;
  return (async () => {
    while (all.length < length) await slices.take('slice', () => turnOfOthers().then(slice));
    return all;
  })();
}
