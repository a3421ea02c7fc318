import { setImmediate as nextTurn } from 'node:timers/promises';
import type { StoredEvent } from '#event-sourcing/event.js';
import type { ReadAllOptions, ReadStreamOptions } from '#event-sourcing/store/event-store.js';
import type { EventPages, Page } from './event-pages.js';
import { rowOf } from '../file/position.js';

/**
 * How many events a page has. Short-lived events cost the garbage collector nothing: with pages of 1,000 a long read took twice as long.
 */
const eventsAtOnce = 250;

interface ReadStreamWhole extends ReadStreamOptions {
  /** Throws if the stream's last events are missing. */
  readonly expectEnd?: () => void;
}

/** Reads a stream in pages. @param open returns the pages, or throws if the store is closed; called before every page */
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

/** Reads the whole log. A forward read ends at the head as of its beginning, so that it ends however fast others append. */
export async function* readAll(open: () => EventPages, options: ReadAllOptions = {}): AsyncGenerator<StoredEvent[]> {
  const forwards = options.direction !== 'backwards';
  let at = options.after !== undefined ? rowOf(options.after) : forwards ? 0 : Number.MAX_SAFE_INTEGER;
  const head = open().head();
  yield* pagesUpTo(options.limit, (limit) => {
    // Positions have no gaps, so the number of events up to the head needs no counting.
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
    // Each page is read synchronously: let other work of this process run in between.
    if (left > 0) await nextTurn();
  }
}
