import type { EventReader } from '#event-sourcing/store/event-reader.js';
import type { EventStore } from '#event-sourcing/store/event-store.js';
import {
  beginning,
  createCheckpoints,
  putCheckpoint,
  readCheckpoints,
  removeCheckpoints,
  removeSagaCheckpoints,
  takeCheckpoints,
  type Checkpoint,
} from './checkpoints.js';
import type { ProjectionWriter } from '../writers/projection-writer.js';
import { liveName } from '../writers/projection-writer.js';
import { ProjectionState } from '../daemon/states/projection-state.js';
import { createTables, dropLeftovers, dropTables, indexStatements } from '../writers/layout.js';
import { madeFromAnother } from './origin.js';
import type { Session, ViewsDatabase } from '../database/views-database.js';

/**
 * Prepares the tables at a start. Leftovers of an interrupted rebuild are dropped, and new projections get their tables. A projection whose
 * version has changed is `absent` until it has been rebuilt: its old tables stay, unwritten, for replicas of the old version.
 */
export async function openProjectionStates(
  database: ViewsDatabase,
  store: Pick<EventStore, 'read'>,
  writers: readonly ProjectionWriter[],
  openReader: () => EventReader,
): Promise<ProjectionState[]> {
  const foreign = await database.outside((session) => madeFromAnother(store, session));
  const projectionStates = await database.write(async (session) => {
    await createCheckpoints(session);
    await dropLeftovers(session);
    if (foreign) await dropAll(session);
    await takeCheckpoints(session);
    const checkpoints = await readCheckpoints(session);
    const opened: ProjectionState[] = [];
    for (const writer of writers) opened.push(await open(session, writer, checkpoints.get(writer.name)));
    return opened;
  });
  await measure(projectionStates, openReader);
  return projectionStates;
}

async function open(session: Session, writer: ProjectionWriter, checkpoint: Checkpoint | undefined): Promise<ProjectionState> {
  if (checkpoint) {
    const projectionState = new ProjectionState(writer, checkpoint);
    if (!projectionState.current) projectionState.state = 'absent';
    return projectionState;
  }
  const fresh: Checkpoint = {
    name: writer.name,
    version: writer.version,
    build: 1,
    position: beginning,
    tables: Object.keys(writer.tables),
  };
  await dropTables(session, fresh.tables);
  await createTables(session, writer, liveName);
  for (const sql of indexStatements(writer, liveName, fresh.build)) await session.run(sql);
  await putCheckpoint(session, fresh);
  return new ProjectionState(writer, fresh);
}

/** Counts, for each projection, how many events of the log it has passed. */
async function measure(projectionStates: readonly ProjectionState[], openReader: () => EventReader): Promise<void> {
  const reader = openReader();
  try {
    const total = await reader.count();
    for (const projectionState of projectionStates) {
      projectionState.backlog = projectionState.position === beginning ? total : await reader.count(projectionState.position);
      projectionState.passed = total - projectionState.backlog;
    }
  } finally {
    await reader.close();
  }
}

async function dropAll(session: Session): Promise<void> {
  const checkpoints = await readCheckpoints(session);
  await dropTables(
    session,
    [...checkpoints.values()].flatMap(({ tables }) => tables),
  );
  await removeCheckpoints(session);
  await removeSagaCheckpoints(session);
}
