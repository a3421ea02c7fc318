import { EventDamagedError } from './event-damaged.js';
import type { Position, Recorded, StoredEvent } from './event.js';

/** Who sent a command that left events in a stream, and where they lie. */
export interface StoredCommand {
  readonly actor: string;
  readonly commandHash: string;
  readonly first: number;
  readonly last: number;
  /** Of its last event. */
  readonly position: Position;
}

/** How a stream is folded. */
export interface Fold<State> {
  readonly initialState: State;
  evolve(state: State, event: Recorded): State;
}

/** A stream folded up to a revision, with what a command needs to know of it beside the state. Never changed: advancing makes a new one. */
export interface Folded<State> {
  readonly state: State;
  /** Of the last event; -1: the stream has none. */
  readonly revision: number;
  readonly position: Position | null;
  /** Of the last event; '' before the first. */
  readonly occurredAt: string;
  readonly recordedAt: string;
  /**
   * The commands that left events here, by id. Shared along the line of one stream and only ever added to: a log does not
   * change, so whoever looks at an older revision finds nothing in it that is not so.
   */
  readonly commands: Map<string, StoredCommand>;
}

export const notFolded = <State>(fold: Fold<State>): Folded<State> => ({
  state: fold.initialState,
  revision: -1,
  position: null,
  occurredAt: '',
  recordedAt: '',
  commands: new Map(),
});

/** The fold after these events; those at or below its revision are passed over. @throws EventDamagedError where one is missing */
export function advanced<State>(fold: Fold<State>, folded: Folded<State>, events: readonly StoredEvent[]): Folded<State> {
  let { state, revision } = folded;
  let last: StoredEvent | undefined;
  for (const event of events) {
    if (event.revision <= revision) continue;
    if (event.revision !== revision + 1) throw new EventDamagedError({ kind: 'GAP', stream: event.stream, revision: revision + 1 });
    state = fold.evolve(state, event);
    revision = event.revision;
    last = event;
    remember(folded.commands, event);
  }
  if (!last) return folded;
  const { occurredAt, recordedAt } = last.metadata;
  return { state, revision, position: last.position, occurredAt, recordedAt, commands: folded.commands };
}

function remember(commands: Map<string, StoredCommand>, { revision, position, metadata }: StoredEvent): void {
  const { actor, commandHash, commandId } = metadata;
  const before = commands.get(commandId);
  if (before && revision <= before.last) return;
  commands.set(commandId, { actor, commandHash, first: before?.first ?? revision, last: revision, position });
}
