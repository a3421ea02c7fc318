import type { CommandIndex } from './command-index.js';
import type { Position, StoredEvent } from '../event.js';
import type { EventStore } from '../store/event-store.js';

/** A command that left events in a stream: who sent it, and its events. */
export interface StoredCommand {
  readonly actor: string;
  readonly commandHash: string;
  /** The revision of the command's last event. */
  readonly revision: number;
  /** The position of the command's last event. */
  readonly position: Position;
  readonly events: number;
}

/** Reads what a command stored in a stream; undefined: nothing. */
export async function storedCommand(
  store: EventStore,
  stream: string,
  commands: CommandIndex,
  commandId: string,
): Promise<StoredCommand | undefined> {
  for (const first of commands.find(commandId)) {
    const events = await eventsOf(store, stream, commandId, first);
    const last = events.at(-1);
    if (!last) continue;
    const { actor, commandHash } = last.metadata;
    return { actor, commandHash, revision: last.revision, position: last.position, events: events.length };
  }
  return undefined;
}

/** The events that this command stored, from revision `first` on; empty if another command's event is there. */
async function eventsOf(store: EventStore, stream: string, commandId: string, first: number): Promise<StoredEvent[]> {
  const found: StoredEvent[] = [];
  for await (const events of store.read(stream, { after: first - 1 })) {
    const next = events.findIndex(({ metadata }) => metadata.commandId !== commandId);
    found.push(...(next < 0 ? events : events.slice(0, next)));
    if (next >= 0) break;
  }
  return found;
}
