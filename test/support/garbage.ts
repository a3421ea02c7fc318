import { getEventListeners } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { types } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Watches objects without keeping them in memory. */
export class Watched {
  readonly #seen: WeakRef<object>[] = [];

  get seen(): number {
    return this.#seen.length;
  }

  watch<T extends object>(object: T): T {
    this.#seen.push(new WeakRef(object));
    return object;
  }

  /** How many of the objects are still in memory after a full garbage collection. */
  async alive(): Promise<number> {
    // A WeakRef keeps its object until the end of the turn in which it was made or read.
    await nextTurn();
    collect();
    return this.#seen.filter((one) => one.deref() !== undefined).length;
  }
}

/** Passes on the items of an iterable and watches every page. */
export async function* watching<T>(items: AsyncIterable<T[] | 'caughtUp'>, pages: Watched): AsyncGenerator<T[] | 'caughtUp'> {
  for await (const item of items) yield item === 'caughtUp' ? item : pages.watch(item);
}

/** How much an abort signal references: its listeners, and what Node stores of signals derived from it. */
export function heldBy(signal: AbortSignal): number {
  const kept = Object.getOwnPropertySymbols(signal).map((symbol) => (signal as unknown as Record<symbol, unknown>)[symbol]);
  const derived = kept.filter(types.isSet).reduce((sum, { size }) => sum + size, 0);
  return getEventListeners(signal, 'abort').length + derived;
}
