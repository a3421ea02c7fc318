/** An event as the node keeps it. */
export interface LoggedEvent {
  readonly stream: string;
  /** `tombstoneRevision` for the event that marks a stream as deleted for good. */
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Buffer;
  readonly metadata: Buffer;
  /** Milliseconds since 1970, by the node's clock. */
  readonly created: number;
  /** Where it lies in the log: its commit and its prepare position, which are the same for the writes that gRPC can make. */
  readonly position: number;
}

export type ProposedEvent = Pick<LoggedEvent, 'id' | 'type' | 'contentType' | 'data' | 'metadata'>;

/** How far the next event lies behind it. */
export const sizeInLog = ({ data, metadata }: LoggedEvent): number => 100 + data.length + metadata.length;

/** Stands for the largest 64-bit integer, which a number cannot hold. */
export const tombstoneRevision = Number.MAX_SAFE_INTEGER;

/** A revision as the wire has it. */
export const revisionOnWire = (revision: number): string => (revision === tombstoneRevision ? '9223372036854775807' : String(revision));
