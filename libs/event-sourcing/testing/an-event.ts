import type { EventMetadata, Fact, NewEvent, Recorded, StoredEvent } from '../event.js';
import { newUuid } from '../uuid.js';

/** The metadata and ids in which a test's event differs from an ordinary one. */
export interface EventOverrides extends Partial<EventMetadata> {
  readonly id?: string;
  readonly type?: string;
  /** The day, as YYYY-MM-DD, at whose noon it became known and was recorded. */
  readonly on?: string;
}

/** Gives the times of an event that became known and was recorded at noon. */
export function atNoon(day: string): Pick<EventMetadata, 'occurredAt' | 'occurredOn' | 'recordedAt'> {
  const noon = `${day}T12:00:00.000Z`;
  return { occurredAt: noon, occurredOn: day, recordedAt: noon };
}

/** Makes metadata as if Ann had sent the command; without a program unless one is given. */
export function someMetadata({ on = '2026-01-05', ...known }: Omit<EventOverrides, 'id' | 'type'> = {}): EventMetadata {
  const commandId = known.commandId ?? newUuid();
  return {
    actor: 'ann',
    ...atNoon(on),
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

/** Makes a recorded event, as a fold receives it, of a fact. */
export function aRecorded<F extends Fact>({ type, data }: F, stream: string, revision: number, overrides?: EventOverrides): Recorded<F> {
  const { position: _, ...event } = aStoredEvent(stream, revision, data, { type, ...overrides });
  return event as Recorded as Recorded<F>;
}
