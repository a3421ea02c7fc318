import { setImmediate as nextTurn } from 'node:timers/promises';
import type { StoredEvent } from '#event-sourcing/event.js';
import type { ReadAllOptions, ReadStreamOptions } from '#event-sourcing/event-store.js';
import type { EventPages, Page } from './event-pages.js';
import { rowOf } from '../file/position.js';

/** Events that die young cost the garbage collector nothing: with pages of 1,000 a long read took twice as long. */
const eventsAtOnce = 250;

interface ReadStreamWhole extends ReadStreamOptions {
  /** Throws where the stream does not end with the last event that is there. */
  readonly expectEnd?: () => void;
}

/** `open` gives the pages or throws that the store is closed; it is asked before every page. */
export async function* readStream(open: () => EventPages, stream: string, options: ReadStreamWhole = {}): AsyncGenerator<StoredEvent[]> {
  const forwards = options.direction !== 'backwards';
  let at = options.after ?? (forwards ? -1 : Number.MAX_SAFE_INTEGER);
  let ended = false;
  yield* pagesUpTo(options.limit, (limit) => {
    const page = forwards ? open().streamForwards(stream, at, limit) : open().streamBackwards(stream, at, limit);
    at = page.events.at(-1)?.revision ?? at;
    ended = page.last;
    return page;
  });
  if (forwards && ended) options.expectEnd?.();
}

/** Forwards it ends at what was the head when it began, so that it ends however fast others append. */
export async function* readAll(open: () => EventPages, options: ReadAllOptions = {}): AsyncGenerator<StoredEvent[]> {
  const forwards = options.direction !== 'backwards';
  let at = options.after !== undefined ? rowOf(options.after) : forwards ? 0 : Number.MAX_SAFE_INTEGER;
  const head = open().head();
  yield* pagesUpTo(options.limit, (limit) => {
    // Positions have no gaps: what lies between here and the head is known without counting it.
    const page = forwards ? open().forwards(at, Math.min(limit, Math.max(0, head - at))) : open().backwards(at, limit);
    const last = page.events.at(-1);
    if (last !== undefined) at = rowOf(last.position);
    return forwards ? { events: page.events, last: at >= head } : page;
  });
}

async function* pagesUpTo(limit = Number.MAX_SAFE_INTEGER, next: (limit: number) => Page): AsyncGenerator<StoredEvent[]> {
  let left = limit;
  while (left > 0) {
    const { events, last } = next(Math.min(left, eventsAtOnce));
    if (events.length > 0) yield events;
    left -= events.length;
    if (last) return;
    // Each page is read in one go: let whatever else waits in this process have its turn.
    if (left > 0) await nextTurn();
  }
}
