import { getEventListeners } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { types } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Objects that a test watches without keeping them. */
export class Watched {
  readonly #seen: WeakRef<object>[] = [];

  get seen(): number {
    return this.#seen.length;
  }

  watch<T extends object>(object: T): T {
    this.#seen.push(new WeakRef(object));
    return object;
  }

  /** How many are still in memory after a full collection. */
  async alive(): Promise<number> {
    // A WeakRef keeps its object to the end of the turn in which it was made or looked at.
    await nextTurn();
    collect();
    return this.#seen.filter((one) => one.deref() !== undefined).length;
  }
}

/** Hands over what an iterable gives, and watches every page of it. */
export async function* watching<T>(items: AsyncIterable<T[] | 'caughtUp'>, pages: Watched): AsyncGenerator<T[] | 'caughtUp'> {
  for await (const item of items) yield item === 'caughtUp' ? item : pages.watch(item);
}

/** How many things an abort signal holds on to: its listeners, and what Node keeps of every signal that was derived from it. */
export function heldBy(signal: AbortSignal): number {
  const kept = Object.getOwnPropertySymbols(signal).map((symbol) => (signal as unknown as Record<symbol, unknown>)[symbol]);
  const derived = kept.filter(types.isSet).reduce((sum, { size }) => sum + size, 0);
  return getEventListeners(signal, 'abort').length + derived;
}
