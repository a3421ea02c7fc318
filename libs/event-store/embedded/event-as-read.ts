import type { EventMetadata, Fact, StoredEvent } from '#event-sourcing/event.js';
import type { EventRow } from './event-row.js';
import { positionOf } from './position.js';

/** An event of a long read. It is parsed when it is asked for: the journal copies texts, and half of its reading was parsing. */
export class EventAsRead implements StoredEvent {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly position: string;
  readonly json: { readonly data: string; readonly metadata: string };
  #data: Fact['data'] | undefined;
  #metadata: EventMetadata | undefined;

  constructor([row, stream, revision, id, type, data, metadata]: EventRow) {
    this.id = id;
    this.stream = stream;
    this.revision = revision;
    this.type = type;
    this.position = positionOf(row);
    this.json = { data, metadata };
  }

  get data(): Fact['data'] {
    return (this.#data ??= JSON.parse(this.json.data) as Fact['data']);
  }

  get metadata(): EventMetadata {
    return (this.#metadata ??= JSON.parse(this.json.metadata) as EventMetadata);
  }
}
