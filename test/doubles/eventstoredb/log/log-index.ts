import { sizeInLog, tombstoneRevision, type LoggedEvent } from './logged-event.js';
import {
  firstShown,
  isMetastream,
  metadataIn,
  metadataOfMetastreams,
  metastreamOf,
  originalOf,
  type StreamMetadata,
} from './stream-metadata.js';

/** All events in memory: in the order of the log, and by stream. */
export class LogIndex {
  readonly all: LoggedEvent[] = [];
  readonly #streams = new Map<string, LoggedEvent[]>();
  readonly #tombstones = new Map<string, LoggedEvent>();
  readonly #byId = new Map<string, LoggedEvent>();

  /** @param remembered how many of the latest events can be found by their id */
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
    this.#byId.set(event.id, event);
    if (this.#byId.size > this.remembered) this.#byId.delete(this.#byId.keys().next().value!);
  }

  /** The events of a stream; the index of each is its revision. */
  eventsOf(stream: string): readonly LoggedEvent[] {
    return this.#streams.get(stream) ?? [];
  }

  /** The latest event with that id, if it is in that stream: the server remembers one stream for each id. */
  withId(stream: string, id: string): LoggedEvent | undefined {
    const event = this.#byId.get(id);
    return event?.stream === stream ? event : undefined;
  }

  /** The event that marks a stream as permanently deleted. */
  tombstoneOf(stream: string): LoggedEvent | undefined {
    return this.#tombstones.get(stream);
  }

  /** Whether the stream is permanently deleted; its metadata stream then is, too. */
  isTombstoned(stream: string): boolean {
    return this.#tombstones.has(stream) || (isMetastream(stream) && this.#tombstones.has(originalOf(stream)));
  }

  metadataOf(stream: string): StreamMetadata {
    return isMetastream(stream) ? metadataOfMetastreams : metadataIn(this.eventsOf(metastreamOf(stream)).at(-1));
  }

  /** The first visible revision of a stream. */
  firstShown(stream: string): number {
    return firstShown(this.eventsOf(stream), this.metadataOf(stream), Date.now());
  }

  /** The event that a link refers to; undefined: none that is visible. */
  linked(link: LoggedEvent): LoggedEvent | undefined {
    const [, revision, stream] = /^(\d+)@(.*)$/s.exec(link.data.toString('utf8')) ?? [];
    if (stream === undefined || this.isTombstoned(stream) || Number(revision) < this.firstShown(stream)) return undefined;
    return this.eventsOf(stream)[Number(revision)];
  }

  /** The index in `all` of the first event at or after a position. */
  placeOf(position: number): number {
    let [low, high] = [0, this.all.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.all[middle]!.position < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Whether a record or the end of the log is at a position: the server starts reads only there. */
  isBoundary(position: number): boolean {
    return position === 0 || position === this.end || this.all[this.placeOf(position)]?.position === position;
  }

  /** The position of the next event. */
  get end(): number {
    const last = this.all.at(-1);
    return last === undefined ? 1 : last.position + sizeInLog(last);
  }
}
