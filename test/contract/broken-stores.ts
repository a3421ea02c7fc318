import type { NewEvent, StoredEvent } from '#event-sourcing/event.js';
import { EventDamagedError } from '#event-sourcing/store/event-damaged.js';
import { anEvent } from '#testing/event-sourcing/an-event.js';
import type { AppendResult, EventStore } from '#event-sourcing/store/event-store.js';

type Overrides = (honest: EventStore) => Partial<EventStore>;
type Pages = AsyncIterable<StoredEvent[]>;
type Feed = AsyncIterable<StoredEvent[] | 'caughtUp'>;

/** An honest store with one planted fault. */
export const planted = (honest: EventStore, fault: Overrides): EventStore => ({
  append: (stream, events, options) => honest.append(stream, events, options),
  read: (stream, options) => honest.read(stream, options),
  readAll: (options) => honest.readAll(options),
  subscribe: (options) => honest.subscribe(options),
  report: (damage) => honest.report?.(damage),
  get damage() {
    return honest.damage ?? [];
  },
  probe: async () => honest.probe?.(),
  close: () => honest.close(),
  ...fault(honest),
});

/** A store that answers "done" to everything and stores nothing. */
export const storeThatDoesNothing = (): EventStore => {
  const nothing = { next: async () => ({ done: true, value: undefined }) as const };
  return {
    append: async () => ({ ok: true, revision: 0, position: '0' }),
    read: () => ({ [Symbol.asyncIterator]: () => nothing }),
    readAll: () => ({ [Symbol.asyncIterator]: () => nothing }),
    subscribe: () => ({ [Symbol.asyncIterator]: () => nothing }),
    report: () => undefined,
    close: async () => undefined,
  };
};

async function* mapPages(pages: Pages, change: (page: StoredEvent[]) => StoredEvent[]): Pages {
  for await (const page of pages) {
    const changed = change(page);
    if (changed.length > 0) yield changed;
  }
}

async function* mapFeed(feed: Feed, change: (item: StoredEvent[] | 'caughtUp') => StoredEvent[] | 'caughtUp' | undefined): Feed {
  for await (const item of feed) {
    const changed = change(item);
    if (changed !== undefined && changed.length > 0) yield changed;
  }
}

async function lastRevision(store: EventStore, stream: string): Promise<number | 'none'> {
  for await (const [last] of store.read(stream, { direction: 'backwards', limit: 1 })) if (last !== undefined) return last.revision;
  return 'none';
}

async function oneByOne(store: EventStore, stream: string, events: readonly NewEvent[], first: AppendResult): Promise<AppendResult> {
  let result = first;
  for (const event of events) if (result.ok) result = await store.append(stream, [event], { expectedRevision: 'any' });
  return result;
}

const swapped = (page: StoredEvent[]): StoredEvent[] => (page.length < 2 ? page : [page[1]!, page[0]!, ...page.slice(2)]);

export const losesTheLastOfABatch: Overrides = (honest) => ({
  append: async (stream, events, options) => {
    const result = await honest.append(stream, events.length > 1 ? events.slice(0, -1) : events, options);
    return result.ok && events.length > 1 ? { ...result, revision: result.revision + 1 } : result;
  },
});

export const losesTheFirstLiveEvent: Overrides = (honest) => ({
  subscribe: (options) => {
    let live = false;
    let lost = false;
    return mapFeed(honest.subscribe(options), (item) => {
      if (item === 'caughtUp') live = true;
      else if (live && !lost) {
        lost = true;
        return item.slice(1);
      }
      return item;
    });
  },
});

export const storesTwice: Overrides = (honest) => ({
  append: async (stream, events, options) => honest.append(stream, [...events, events.at(-1)!], options),
});

export const subscribesInclusively: Overrides = (honest) => ({
  subscribe: async function* ({ after } = {}) {
    for await (const page of honest.readAll({ direction: 'backwards' })) {
      const again = page.filter(({ position }) => position === after);
      if (again.length > 0) yield again;
    }
    yield* honest.subscribe(after === undefined ? {} : { after });
  },
});

export const ignoresTheExpectation: Overrides = (honest) => ({
  append: (stream, events) => honest.append(stream, events, { expectedRevision: 'any' }),
});

export const checksTheExpectationTooEarly: Overrides = (honest) => ({
  append: async (stream, events, { expectedRevision }) => {
    const actual = await lastRevision(honest, stream);
    const holds = expectedRevision === 'any' || (expectedRevision === 'exists' ? actual !== 'none' : expectedRevision === actual);
    await honest.append(`${stream}-beside`, events, { expectedRevision: 'any' });
    return holds ? honest.append(stream, events, { expectedRevision: 'any' }) : { ok: false, actual };
  },
});

export const readsInTheWrongOrder: Overrides = (honest) => ({ read: (stream, options) => mapPages(honest.read(stream, options), swapped) });

export const readsAllInTheWrongOrder: Overrides = (honest) => ({
  readAll: (options) => mapPages(honest.readAll(options), swapped),
});

export const followsInTheWrongOrder: Overrides = (honest) => ({
  subscribe: (options) => mapFeed(honest.subscribe(options), (item) => (item === 'caughtUp' ? item : swapped(item))),
});

export const storesHalfABatch: Overrides = (honest) => ({
  append: async (stream, events, options) =>
    oneByOne(honest, stream, events.slice(1), await honest.append(stream, events.slice(0, 1), options)),
});

export const knowsNoRepeat: Overrides = (honest) => ({
  append: async (stream, events, options) => {
    const before = await lastRevision(honest, stream);
    const result = await honest.append(stream, events, options);
    return result.ok && (await lastRevision(honest, stream)) === before ? { ok: false, actual: before } : result;
  },
});

export const answersARepeatWithTheHead: Overrides = (honest) => ({
  append: async (stream, events, options) => {
    const result = await honest.append(stream, events, options);
    if (!result.ok) return result;
    for await (const [head] of honest.readAll({ direction: 'backwards', limit: 1 })) return { ...result, position: head!.position };
    return result;
  },
});

export const givesPositionsWithoutWidth: Overrides = (honest) => {
  const short = (position: string): string => String(Number(position));
  const long = (position: string): string => position.padStart(16, '0');
  return {
    append: async (stream, events, options) => {
      const result = await honest.append(stream, events, options);
      return result.ok ? { ...result, position: short(result.position) } : result;
    },
    readAll: ({ after, ...options } = {}) =>
      mapPages(honest.readAll(after === undefined ? options : { ...options, after: long(after) }), (page) =>
        page.map((event) => ({ ...event, position: short(event.position) })),
      ),
  };
};

export const ignoresTheLimit: Overrides = (honest) => ({
  read: (stream, { limit: _, ...options } = {}) => honest.read(stream, options),
  readAll: ({ limit: _, ...options } = {}) => honest.readAll(options),
});

export const neverMarks: Overrides = (honest) => ({
  subscribe: (options) => mapFeed(honest.subscribe(options), (item) => (item === 'caughtUp' ? undefined : item)),
});

export const marksTwice: Overrides = (honest) => ({
  subscribe: async function* (options) {
    for await (const item of honest.subscribe(options)) {
      yield item;
      if (item === 'caughtUp') yield item;
    }
  },
});

export const keepsWhatWasLeft: Overrides = (honest) => ({
  subscribe: (options) => {
    const items = honest.subscribe(options)[Symbol.asyncIterator]();
    return { [Symbol.asyncIterator]: () => ({ next: () => items.next() }) };
  },
});

export const shortensLargeText: Overrides = (honest) => ({
  append: (stream, events, options) =>
    honest.append(
      stream,
      events.map((event) => (JSON.stringify(event.data).length > 100_000 ? { ...event, data: {} } : event)),
      options,
    ),
});

export const neverCloses: Overrides = () => ({ close: async () => undefined });

export const callsWhatItReadDamaged: Overrides = () => ({ damage: [new EventDamagedError({ kind: 'GAP' })] });

export const forgetsWhatWasReported: Overrides = () => ({ report: () => undefined });

export const storesWhatItTries: Overrides = (honest) => ({
  probe: async () => void (await honest.append('probe', [anEvent()], { expectedRevision: 'any' })),
});
