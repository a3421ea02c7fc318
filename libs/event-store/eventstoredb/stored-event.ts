import type { AllStreamResolvedEvent, ResolvedEvent } from '@eventstore/db-client';
import type { EventMetadata, StoredEvent } from '#event-sourcing/event.js';
import { positionOf } from './position.js';

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Those that every event of ours has; what lacks one was written by somebody else. */
const isMetadata = (value: unknown): value is EventMetadata =>
  isObject(value) &&
  typeof value['actor'] === 'string' &&
  typeof value['occurredAt'] === 'string' &&
  typeof value['occurredOn'] === 'string' &&
  typeof value['recordedAt'] === 'string' &&
  typeof value['commandId'] === 'string';

/** An event as the port gives it, its stream named without the prefix; undefined: it is not one of ours. */
export function storedEventOf({ event }: ResolvedEvent | AllStreamResolvedEvent, prefix: string): StoredEvent | undefined {
  if (event?.position === undefined || !event.streamId.startsWith(prefix) || event.streamId.startsWith('$')) return undefined;
  const { data, metadata } = event as { readonly data: unknown; readonly metadata: unknown };
  if (!event.isJson || !isObject(data) || !isMetadata(metadata)) return undefined;
  return {
    id: event.id,
    stream: event.streamId.slice(prefix.length),
    revision: Number(event.revision),
    type: event.type,
    data,
    metadata,
    position: positionOf(event.position),
  };
}
