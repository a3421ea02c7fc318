import type { EventMetadata, StoredEvent } from '#event-sourcing/event.js';
import { positionOf } from './position.js';
import type { WireEvent } from './wire-read.js';

/** Those that every event of ours has; what lacks one was written by somebody else. */
const own: readonly (keyof EventMetadata)[] = [
  'actor',
  'occurredAt',
  'occurredOn',
  'recordedAt',
  'commandId',
  'commandHash',
  'correlationId',
];

/** Beyond so many it is known that something is wrong. */
const mostCounted = 10_000;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const isMetadata = (value: unknown): value is EventMetadata => isObject(value) && own.every((name) => typeof value[name] === 'string');

/** Which of a cluster's events are ours: those of streams whose names begin with the prefix, if they are of our making. */
export class OwnEvents {
  readonly #passedOver = new Set<string>();

  constructor(readonly prefix: string) {}

  /** How many different events under the prefix were none of ours, up to 10,000. */
  get passedOver(): number {
    return this.#passedOver.size;
  }

  /** Those of ours, as the port gives them: their streams are named without the prefix. */
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
