/** An opaque string of fixed width that sorts as text in the order of the log and stays valid after a restart. */
export type Position = string;

/** What every event carries beside its data. All instants are RFC 3339 in UTC with milliseconds. */
export interface EventMetadata {
  /** The id of the program, which is the same for all events of a stream; undefined only in streams of the installation. */
  readonly programId?: string;
  /** The opaque id of the person who acted. */
  readonly actor: string;
  /** Set if only an administrator's right permitted it: the actor had no role in the program that does. */
  readonly asAdministrator?: true;
  /** When the event became known. Never decreases within a stream. */
  readonly occurredAt: string;
  /** The date of `occurredAt` in the program's time zone, so that folds need no time zone database. */
  readonly occurredOn: string;
  /** When the event was recorded, by the clock of the recording process. Never decreases within a stream. */
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
 * A fact with its metadata: everything that a fold may read. Distributes over a union of facts, so that `switch (event.type)` narrows
 * `event.data`.
 */
export type Recorded<F extends Fact = Fact> = F extends Fact
  ? F & {
      readonly id: string;
      readonly stream: string;
      /** The place in its stream, from 0, without gaps. */
      readonly revision: number;
      readonly metadata: EventMetadata;
    }
  : never;

/** An event as the store returns it. */
export type StoredEvent<F extends Fact = Fact> = Recorded<F> & {
  readonly position: Position;
  /** The stored canonical JSON (RFC 8785), if the adapter has it: hashing and the journal need not serialise again. */
  readonly json?: { readonly data: string; readonly metadata: string };
};
