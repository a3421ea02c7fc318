import type { EventMetadata, StoredEvent } from '#event-sourcing/event.js';
import { positionOf } from './position.js';
import type { WireEvent } from './wire-read.js';

/** The metadata fields that each of our events has; an event without one of them was written by another application. */
const own: readonly (keyof EventMetadata)[] = [
  'actor',
  'occurredAt',
  'occurredOn',
  'recordedAt',
  'commandId',
  'commandHash',
  'correlationId',
];

/** How many foreign events are counted at most: beyond this number it is clear that something is wrong. */
const mostCounted = 10_000;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const isMetadata = (value: unknown): value is EventMetadata => isObject(value) && own.every((name) => typeof value[name] === 'string');

/** Tells our events in the cluster from others: their streams have our prefix and their metadata has all our fields. */
export class OwnEvents {
  readonly #passedOver = new Set<string>();

  constructor(readonly prefix: string) {}

  /** How many different events under our prefix were not ours, counted up to 10,000. */
  get passedOver(): number {
    return this.#passedOver.size;
  }

  /** Keeps our events and converts them for the port: stream names without the prefix. */
  among(events: readonly WireEvent[]): StoredEvent[] {
    return events.map((event) => this.#stored(event)).filter((event) => event !== undefined);
  }

  #stored({ event }: WireEvent): StoredEvent | undefined {
    if (event?.position === undefined || !event.streamId.startsWith(this.prefix)) return undefined;
    const { data, metadata } = event as { readonly data: unknown; readonly metadata: unknown };
    if (!event.isJson || !isObject(data) || !isMetadata(metadata)) {
      if (this.#passedOver.size < mostCounted) this.#passedOver.add(`${event.revision}@${event.streamId}`);
      return undefined;
    }
    return {
      id: event.id,
      stream: event.streamId.slice(this.prefix.length),
      revision: Number(event.revision),
      type: event.type,
      data,
      metadata,
      position: positionOf(event.position),
    };
  }
}
