import type { EventMetadata, NewEvent } from '../../event.js';
import { newUuid } from '../../uuid.js';

/** A stream name that no other check and no earlier run has used. */
export const freshStream = (): string => `contract-${newUuid()}`;

const metadata = (): EventMetadata => ({
  actor: 'contract',
  occurredAt: '2026-11-24T08:00:00.000Z',
  occurredOn: '2026-11-24',
  recordedAt: '2026-11-24T08:00:00.000Z',
  commandId: newUuid(),
  commandHash: '0'.repeat(64),
  correlationId: newUuid(),
});

export const anEvent = (data: object = { note: 'sample' }): NewEvent => ({
  id: newUuid(),
  type: 'ContractSampled',
  data,
  metadata: metadata(),
});

/** Events numbered from `first` in their data. */
export const someEvents = (count: number, first = 0): NewEvent[] => Array.from({ length: count }, (_, i) => anEvent({ n: first + i }));
