import type { StoredEvent } from '#event-sourcing/event.js';
import { advance, lost, readCheckpoints } from '../../checkpoints/checkpoints.js';
import { FencedError, isCorrupt, isTransient, messageOf } from '../../database/database-errors.js';
import { fold, type Change } from '../../writers/projection-writer.js';
import type { ProjectionState } from '../states/projection-state.js';
import type { Session, ViewsDatabase } from '../../database/views-database.js';

/** Names the projection, among several, that an error comes from. */
class ProjectionError extends Error {
  constructor(
    readonly projectionState: ProjectionState,
    override readonly cause: unknown,
  ) {
    super(messageOf(cause));
  }
}

/**
 * Applies a batch to projections, while the caller holds the write mutex. All projections share one transaction. If one throws, the others
 * are applied without it, and the failed one is applied alone, event by event, up to the event that it throws at.
 * @throws a transient error: the database was busy, full or away. Nothing is half done then.
 */
export async function takeOver(
  database: ViewsDatabase,
  projectionStates: readonly ProjectionState[],
  events: readonly StoredEvent[],
): Promise<void> {
  const suspects = await together(database, projectionStates, events);
  for (const suspect of suspects) await alone(database, suspect, events);
}

async function together(
  database: ViewsDatabase,
  projectionStates: readonly ProjectionState[],
  events: readonly StoredEvent[],
): Promise<ProjectionState[]> {
  const suspects: ProjectionState[] = [];
  for (;;) {
    const due = projectionStates.filter((projectionState) => isDue(projectionState, events) && !suspects.includes(projectionState));
    if (due.length === 0) return suspects;
    try {
      await step(database, due, events);
      return suspects;
    } catch (error) {
      if (error instanceof FencedError) fenceOff(due, error);
      else if (error instanceof ProjectionError && isOfProjection(error)) suspects.push(error.projectionState);
      else throw causeOf(error);
    }
  }
}

async function alone(database: ViewsDatabase, projectionState: ProjectionState, events: readonly StoredEvent[]): Promise<void> {
  for (const event of projectionState.due(events)) {
    try {
      await step(database, [projectionState], [event]);
    } catch (error) {
      if (error instanceof FencedError) fenceOff([projectionState], error);
      else if (error instanceof ProjectionError && isOfProjection(error)) {
        projectionState.stop({ message: error.message, position: event.position, eventId: event.id });
      } else throw causeOf(error);
      return;
    }
  }
}

/** Whether the projection's own code failed, not the database. */
const isOfProjection = ({ cause }: ProjectionError): boolean => !isTransient(cause) && !isCorrupt(cause);

const causeOf = (error: unknown): unknown => (error instanceof ProjectionError ? error.cause : error);

const isDue = (projectionState: ProjectionState, events: readonly StoredEvent[]): boolean =>
  projectionState.state === 'following' && events[events.length - 1]!.position > projectionState.position;

function fenceOff(projectionStates: readonly ProjectionState[], error: FencedError): void {
  const named = projectionStates.filter(({ name }) => error.names.includes(name));
  for (const projectionState of named.length > 0 ? named : projectionStates) {
    projectionState.writer.forget();
    projectionState.stop({ kind: 'fenced', message: error.message });
  }
}

/** Writes documents, rows and the checkpoints in one transaction; the state in memory follows once it is committed. */
async function step(database: ViewsDatabase, projectionStates: readonly ProjectionState[], events: readonly StoredEvent[]): Promise<void> {
  const to = events[events.length - 1]!.position;
  const checkpoints = projectionStates.map(({ checkpoint }) => checkpoint);
  const changes = await database.transaction(async (session) => {
    if (!(await advance(session, checkpoints, to))) throw new FencedError(await lost(session, checkpoints));
    const done: Change[] = [];
    for (const projectionState of projectionStates) done.push(await written(session, projectionState, events));
    return done;
  });
  for (const change of changes) change.committed();
  for (const projectionState of projectionStates) projectionState.movedTo(to, projectionState.due(events).length);
}

async function written(session: Session, projectionState: ProjectionState, events: readonly StoredEvent[]): Promise<Change> {
  try {
    const change = await fold(projectionState.writer, session, projectionState.due(events));
    await change.write(session);
    return change;
  } catch (error) {
    throw new ProjectionError(projectionState, error);
  }
}

/** After an error whose commit may have succeeded unseen: a projection whose stored checkpoint is at the end of the batch has passed it. */
export async function resume(
  database: ViewsDatabase,
  projectionStates: readonly ProjectionState[],
  events: readonly StoredEvent[],
): Promise<void> {
  const to = events[events.length - 1]!.position;
  // Reads on the query connection, which sees only what is committed.
  const checkpoints = await readCheckpoints({ all: (sql, parameters) => database.select(sql, parameters) });
  for (const projectionState of projectionStates.filter((one) => isDue(one, events))) {
    const checkpoint = checkpoints.get(projectionState.name);
    if (checkpoint?.build !== projectionState.checkpoint.build || checkpoint.position !== to) continue;
    const { length } = projectionState.due(events);
    projectionState.adopt(projectionState.checkpoint);
    projectionState.movedTo(to, length);
  }
}
