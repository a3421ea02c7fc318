import type { EventMetadata, NewEvent, StoredEvent } from '../event.js';
import { newUuid } from '../uuid.js';

/** Where an event of a test differs from an ordinary one, beside its data. */
export interface EventOverrides extends Partial<EventMetadata> {
  readonly id?: string;
  readonly type?: string;
  /** The day, as YYYY-MM-DD, at whose noon it became known and was recorded. */
  readonly on?: string;
}

/** Makes metadata as a command of Ann's leaves it, of no program unless one is named. */
export function someMetadata({ on = '2026-01-05', ...known }: Omit<EventOverrides, 'id' | 'type'> = {}): EventMetadata {
  const noon = `${on}T12:00:00.000Z`;
  const commandId = known.commandId ?? newUuid();
  return {
    actor: 'ann',
    occurredAt: noon,
    occurredOn: on,
    recordedAt: noon,
    commandId,
    commandHash: '0'.repeat(64),
    correlationId: commandId,
    ...known,
  };
}

/** Makes an event ready to be appended, each with an id and a command of its own. */
export const anEvent = (
  data: object = { note: 'sample' },
  { id = newUuid(), type = 'Sampled', ...rest }: EventOverrides = {},
): NewEvent => ({
  id,
  type,
  data,
  metadata: someMetadata(rest),
});

/** Makes events with their number, counted from `first`, as `n` in their data. */
export const someEvents = (count: number, first = 0): NewEvent[] => Array.from({ length: count }, (_, i) => anEvent({ n: first + i }));

/** Makes an event as a store gives it back. Its position is its revision: right for a log of one stream. */
export const aStoredEvent = (stream: string, revision: number, data?: object, overrides?: EventOverrides): StoredEvent => ({
  ...anEvent(data, overrides),
  stream,
  revision,
  position: String(revision).padStart(16, '0'),
});
