import { tombstoneRevision, type LoggedEvent } from './logged-event.js';
import { isMetastream, metadataIn, metadataOfMetastreams, metastreamOf, originalOf, type StreamMetadata } from './stream-metadata.js';

/** All events in memory: in the order of the log, and by stream. */
export class LogIndex {
  readonly all: LoggedEvent[] = [];
  readonly #streams = new Map<string, LoggedEvent[]>();
  readonly #tombstones = new Map<string, LoggedEvent>();
  readonly #byId = new Map<string, LoggedEvent>();

  /** @param remembered how many of the latest events are found by their id */
  constructor(private readonly remembered = 100_000) {}

  add(event: LoggedEvent): void {
    this.all.push(event);
    if (event.revision === tombstoneRevision) {
      this.#tombstones.set(event.stream, event);
      return;
    }
    const events = this.#streams.get(event.stream);
    if (events) events.push(event);
    else this.#streams.set(event.stream, [event]);
    this.#byId.set(`${event.stream} ${event.id}`, event);
    if (this.#byId.size > this.remembered) this.#byId.delete(this.#byId.keys().next().value!);
  }

  /** An event lies at the place of its revision. */
  eventsOf(stream: string): readonly LoggedEvent[] {
    return this.#streams.get(stream) ?? [];
  }

  withId(stream: string, id: string): LoggedEvent | undefined {
    return this.#byId.get(`${stream} ${id}`);
  }

  /** The metadata stream of a tombstoned stream is deleted with it. */
  isTombstoned(stream: string): boolean {
    return this.#tombstones.has(stream) || (isMetastream(stream) && this.#tombstones.has(originalOf(stream)));
  }

  metadataOf(stream: string): StreamMetadata {
    return isMetastream(stream) ? metadataOfMetastreams : metadataIn(this.eventsOf(metastreamOf(stream)).at(-1));
  }

  /** The place in `all` of the first event at or after a position. */
  placeOf(position: number): number {
    let [low, high] = [0, this.all.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.all[middle]!.position < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  get head(): number {
    return this.all.at(-1)?.position ?? 0;
  }
}
