/** An opaque string of fixed width that sorts as text in the order of the log and outlives a restart. */
export type Position = string;

/** What every event carries beside its data. All instants are RFC 3339 in UTC with milliseconds. */
export interface EventMetadata {
  /** Constant for a stream; absent only in streams of the installation. */
  readonly programId?: string;
  /** The opaque id of the person who acted. */
  readonly actor: string;
  /** When it became known. Never decreases within a stream. */
  readonly occurredAt: string;
  /** The date of `occurredAt` in the program's time zone, so that no fold asks a zone database. */
  readonly occurredOn: string;
  /** When it was recorded, by the clock of the process that recorded it. Never decreases within a stream. */
  readonly recordedAt: string;
  readonly commandId: string;
  readonly commandHash: string;
  readonly correlationId: string;
  readonly causationId?: string;
  readonly importedFrom?: string;
  readonly importedBy?: string;
}

/** The part of an event that a decider produces: its stored type name and its data. */
export interface Fact<Type extends string = string, Data extends object = object> {
  readonly type: Type;
  readonly data: Data;
}

/** An event ready to be appended. */
export interface NewEvent<F extends Fact = Fact> {
  readonly id: string;
  readonly type: F['type'];
  readonly data: F['data'];
  readonly metadata: EventMetadata;
}

/**
 * A fact with the circumstances under which it was stated: all that a fold may look at.
 * Distributes over a union of facts, so that `switch (event.type)` narrows `event.data`.
 */
export type Recorded<F extends Fact = Fact> = F extends Fact
  ? F & {
      readonly id: string;
      readonly stream: string;
      /** Place in its stream, from 0, gapless. */
      readonly revision: number;
      readonly metadata: EventMetadata;
    }
  : never;

/** An event as the store gives it back. */
export type StoredEvent<F extends Fact = Fact> = Recorded<F> & {
  readonly position: Position;
  /** The canonical JSON (RFC 8785) that is stored, where the adapter has it: spares hashing and journals a second serialisation. */
  readonly json?: { readonly data: string; readonly metadata: string };
};
