import { CommandIndex } from '../commands/command-index.js';
import { EventDamagedError } from '../store/event-damaged.js';
import type { Position, Recorded, StoredEvent } from '../event.js';

/** How a stream is folded. */
export interface Fold<State> {
  readonly initialState: State;
  evolve(state: State, event: Recorded): State;
}

/** A stream folded up to a revision, with what commands need beside the state. Immutable: `advanced` makes a new one. */
export interface FoldedStream<State> {
  readonly state: State;
  /** The revision of the last event; -1: the stream has none. */
  readonly revision: number;
  readonly position: Position | null;
  /** The `occurredAt` of the last event; '' before the first. */
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly commandId: string;
  /**
   * Where the commands of this stream's events begin. Shared by all folds of one stream and only added to: a log does not change, so the
   * index is also right for an older revision.
   */
  readonly commands: CommandIndex;
}

export const notFolded = <State>(fold: Fold<State>): FoldedStream<State> => ({
  state: fold.initialState,
  revision: -1,
  position: null,
  occurredAt: '',
  recordedAt: '',
  commandId: '',
  commands: new CommandIndex(),
});

/** The fold after these events; those at or below its revision are skipped. @throws EventDamagedError if an event is missing */
export function advanced<State>(fold: Fold<State>, folded: FoldedStream<State>, events: readonly StoredEvent[]): FoldedStream<State> {
  let { state, revision, commandId } = folded;
  let last: StoredEvent | undefined;
  for (const event of events) {
    if (event.revision <= revision) continue;
    if (event.revision !== revision + 1) throw new EventDamagedError({ kind: 'GAP', stream: event.stream, revision: revision + 1 });
    state = fold.evolve(state, event);
    revision = event.revision;
    last = event;
    // The events of one command are consecutive, because they are appended together.
    if (event.metadata.commandId !== commandId) folded.commands.add(event.metadata.commandId, revision);
    commandId = event.metadata.commandId;
  }
  if (!last) return folded;
  const { occurredAt, recordedAt } = last.metadata;
  return { state, revision, position: last.position, occurredAt, recordedAt, commandId, commands: folded.commands };
}
