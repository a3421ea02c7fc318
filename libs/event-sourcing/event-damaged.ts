import { EventStoreError } from './event-store.js';
import type { Position } from './event.js';

/** Where a stored event is not as it was recorded. */
export interface Fault {
  /** CHECKSUM: its columns are not those that were written · JSON: it cannot be parsed · GAP: an event is missing here. */
  readonly kind: 'CHECKSUM' | 'JSON' | 'GAP';
  /** Of the event, or where the missing one was; left out where only its stream is known to have a gap. */
  readonly position?: Position;
  readonly stream?: string;
  readonly revision?: number;
  readonly id?: string;
}

const meanings: Readonly<Record<Fault['kind'], string>> = {
  CHECKSUM: 'is not as it was recorded: its checksum does not fit',
  JSON: 'is not as it was recorded: its JSON cannot be read',
  GAP: 'is missing',
};

/** Where it is, as far as that is known, for messages and reports. */
export function placeOf({ position, stream, revision, id }: Fault): string {
  const parts = [
    position === undefined ? undefined : `position ${position}`,
    stream === undefined ? undefined : `stream ${stream}`,
    revision === undefined ? undefined : `revision ${revision}`,
    id === undefined ? undefined : `id ${id}`,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}

/** A stored event was changed, broken or lost. Nothing that needs it can be answered; the rest of the store can be used. */
export class EventDamagedError extends EventStoreError {
  /** @param advice what else can be done, as a sentence without its full stop */
  constructor(
    readonly fault: Fault,
    advice?: string,
  ) {
    const what = `the event at ${placeOf(fault)} ${meanings[fault.kind]}`;
    const remedy = 'Run "evenkeel verify" for all such events, and restore them from a backup';
    super('EVENT_DAMAGED', [what, remedy, ...(advice === undefined ? [] : [advice])].join('. '));
    this.name = 'EventDamagedError';
  }
}
