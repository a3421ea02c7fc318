import type { EventMetadata, Fact, StoredEvent } from '#event-sourcing/event.js';
import { parsed, type EventRow } from '../file/event-row.js';
import { positionOf } from '../file/position.js';

/**
 * An event of a long read, whose members are made when they are accessed: a fold never needs the text and seldom the position. Private
 * names (`#data`) and a text object for each event took a seventh of a rebuild's folding time.
 */
export class EventAsRead implements StoredEvent {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  private parsedData: Fact['data'] | undefined = undefined;
  private parsedMetadata: EventMetadata | undefined = undefined;

  constructor(private readonly row: EventRow) {
    this.stream = row[1];
    this.revision = row[2];
    this.id = row[3];
    this.type = row[4];
  }

  get position(): string {
    return positionOf(this.row[0]);
  }

  get data(): Fact['data'] {
    return (this.parsedData ??= parsed<Fact['data']>(this.row[5], this.row));
  }

  get metadata(): EventMetadata {
    return (this.parsedMetadata ??= parsed<EventMetadata>(this.row[6], this.row));
  }

  get json(): { readonly data: string; readonly metadata: string } {
    return { data: this.row[5], metadata: this.row[6] };
  }
}
