import type { EventMetadata, NewEvent } from '#event-sourcing/event.js';
import type { SealedFormat, SealedRecord } from './sealed-lines.js';
import { TransferProblem } from '../transfer-problem.js';

/**
 * The format of a file of events: every record is the canonical form of an event, {stream, revision, id, type, data, metadata}, in the
 * order of the log. So the digest at its end equals that of the proofs and does not depend on the store that the events came from.
 */
export const EVENTS: SealedFormat = { format: 'evenkeel-events', version: 1, record: 'event' };

/** The longest line in UTF-16 units: the events of an append may have 1 MiB. */
export const MAX_EVENT_LINE = 2 * 1024 * 1024;

/** An event read from a file, to be appended to a store. */
export interface EventToAppend {
  readonly line: number;
  readonly stream: string;
  readonly revision: number;
  readonly event: NewEvent;
  readonly characters: number;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** The metadata that each of our events has: a cluster treats an event without one of them as foreign. */
const circumstances = ['actor', 'occurredAt', 'occurredOn', 'recordedAt', 'commandId'] as const;
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Makes an event of a record. @throws TransferProblem FILE_DAMAGED if the record is intact but not an event: no export has written it */
export function eventOf({ line, value, canonical }: SealedRecord): EventToAppend {
  const { stream, revision, id, type, data, metadata } = value as Readonly<Record<string, unknown>>;
  const isEvent =
    typeof stream === 'string' &&
    stream !== '' &&
    Number.isSafeInteger(revision) &&
    (revision as number) >= 0 &&
    typeof id === 'string' &&
    uuid.test(id) &&
    typeof type === 'string' &&
    isObject(data) &&
    isObject(metadata) &&
    circumstances.every((name) => typeof metadata[name] === 'string');
  if (!isEvent) throw new TransferProblem('FILE_DAMAGED', line);
  const event: NewEvent = { id, type, data, metadata: metadata as unknown as EventMetadata };
  return { line, stream, revision: revision as number, event, characters: canonical.length };
}
