import type { StoredEvent } from '#event-sourcing/event.js';
import { advance, lost, readCheckpoints } from '../checkpoints/checkpoints.js';
import { FencedError, isCorrupt, isTransient, messageOf } from '../database/database-errors.js';
import { fold, type Change } from '../writers/projection-writer.js';
import type { ProjectionState } from './projection-state.js';
import type { Session, ViewsDatabase } from '../database/views-database.js';

/** Says which of several projections an error is of. */
class ProjectionError extends Error {
  constructor(
    readonly projectionState: ProjectionState,
    override readonly cause: unknown,
  ) {
    super(messageOf(cause));
  }
}

/**
 * Takes projections over a batch, within a turn that the caller holds. All of them share one transaction; where one
 * throws, the others are done without it, and it goes on alone, event by event, up to the one that it throws at.
 * @throws what may succeed later: the database was busy, full or away. Nothing is half done then.
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

/** The projection is to blame, not the database. */
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

/** Documents, rows and the checkpoint in one transaction; memory follows once it is committed. */
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

/** After an error in which a commit may have happened unseen: who stands where the batch led has passed it. */
export async function resume(
  database: ViewsDatabase,
  projectionStates: readonly ProjectionState[],
  events: readonly StoredEvent[],
): Promise<void> {
  const to = events[events.length - 1]!.position;
  // On the connection of queries, which sees what is committed and nothing else.
  const checkpoints = await readCheckpoints({ all: (sql, parameters) => database.select(sql, parameters) });
  for (const projectionState of projectionStates.filter((one) => isDue(one, events))) {
    const checkpoint = checkpoints.get(projectionState.name);
    if (checkpoint?.build !== projectionState.checkpoint.build || checkpoint.position !== to) continue;
    const { length } = projectionState.due(events);
    projectionState.adopt(projectionState.checkpoint);
    projectionState.movedTo(to, length);
  }
}
