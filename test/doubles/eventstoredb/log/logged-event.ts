/** An event as the node stores it. */
export interface LoggedEvent {
  readonly stream: string;
  /** `tombstoneRevision` for the event that marks a stream as permanently deleted. */
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Buffer;
  readonly metadata: Buffer;
  /** Milliseconds since 1970, by the node's clock. */
  readonly created: number;
  /** The commit and prepare position in the log, which are equal for writes that come through gRPC. */
  readonly position: number;
}

export type ProposedEvent = Pick<LoggedEvent, 'id' | 'type' | 'contentType' | 'data' | 'metadata'>;

/** The distance to the position of the next event. */
export const sizeInLog = ({ data, metadata }: LoggedEvent): number => 100 + data.length + metadata.length;

/** The revision that stands for the largest 64-bit integer, which a number cannot hold. */
export const tombstoneRevision = Number.MAX_SAFE_INTEGER;

/** A revision as it is sent on the wire. */
export const revisionOnWire = (revision: number): string => (revision === tombstoneRevision ? '9223372036854775807' : String(revision));
