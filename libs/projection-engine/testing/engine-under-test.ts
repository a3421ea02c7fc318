import { afterEach, beforeEach } from '@jest/globals';
import type { EventStore } from '#event-sourcing/store/event-store.js';
import type { Position } from '#event-sourcing/event.js';
import type { Projection } from '#event-sourcing/folds/projection.js';
import { anEvent } from '#testing/event-sourcing/an-event.js';
import { InMemoryEventStore } from '#testing/event-sourcing/in-memory-event-store.js';
import { toyProjections } from './toy-projections.js';
import { startViews, viewsFile, type Overrides, type ViewsUnderTest } from './views-under-test.js';

interface Opening extends Overrides {
  /** The store that the views follow; default: the test's store. */
  readonly store?: Pick<EventStore, 'subscribe' | 'read' | 'readAll'>;
  readonly projections?: readonly Projection[];
}

/**
 * The set-up that the engine's specs share: before each test an empty store and an unused place for views; after it, everything is closed.
 */
export class EngineUnderTest {
  store!: InMemoryEventStore;
  place!: ReturnType<typeof viewsFile>;
  readonly #opened: ViewsUnderTest[] = [];

  /** @param projections of the views that are opened, unless others are named */
  constructor(private readonly projections: readonly Projection[] = toyProjections) {
    beforeEach(() => {
      this.store = new InMemoryEventStore();
      this.place = viewsFile();
    });
    afterEach(async () => {
      await this.closeAll();
      await this.store.close();
      this.place.remove();
    });
  }

  /** Starts views at the test's place for views; several at once compete for it. */
  async open({ store = this.store, projections = this.projections, ...overrides }: Opening = {}): Promise<ViewsUnderTest> {
    const views = await startViews(this.place.file, store, projections, overrides);
    this.#opened.push(views);
    return views;
  }

  async closeAll(): Promise<void> {
    for (const views of this.#opened.splice(0)) await views.close();
  }

  append = (purse: string, type: string, data: object): Promise<Position> => appended(this.store, `purse-${purse}`, type, data);
  pay = (purse: string, amount: number, more: object = {}): Promise<Position> => this.append(purse, 'Paid', { amount, ...more });
}

/** Appends an event of program `p`, on 5 January 2026 unless said otherwise. @returns its position */
export async function appended(
  store: Pick<EventStore, 'append'>,
  stream: string,
  type: string,
  data: object,
  on?: string,
): Promise<Position> {
  const event = anEvent(data, { type, programId: 'p', ...(on === undefined ? {} : { on }) });
  const result = await store.append(stream, [event], { expectedRevision: 'any' });
  if (!result.ok) throw new Error('conflict');
  return result.position;
}
