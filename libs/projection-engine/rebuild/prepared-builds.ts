import type { Projection } from '#event-sourcing/folds/projection.js';
import { beginning, readCheckpoints, type Checkpoint } from '../checkpoints/checkpoints.js';
import type { Session, WritingDatabase } from '../database/views-database.js';
import { DocumentCache, type CacheLimits } from '../writers/document-cache.js';
import { DocumentWriter } from '../writers/document-writer.js';
import { JOURNAL, JournalWriter } from '../writers/journal-writer.js';
import { createTables, dropLeftovers } from '../writers/layout.js';
import type { Naming, ProjectionWriter } from '../writers/projection-writer.js';
import type { Build } from './builds.js';
import type { Heaps } from './heaps.js';

interface Preparing {
  readonly database: WritingDatabase;
  readonly projections: readonly Projection[];
  readonly beside: Naming;
  /** Undefined: every projection is written as it is folded. */
  readonly heaps: Heaps | undefined;
  /** Whether the bulk load takes one stream after the other. */
  readonly byStream: boolean;
}

/** The writers of a rebuild have a cache of their own. They read stream by stream, so a small cache is enough. */
const rebuildCache: CacheLimits = { documents: 2_000, characters: 4 * 1024 * 1024 };

/** Creates the new tables of these projections beside the live ones. @throws Error if there is no such projection */
export async function preparedBuilds(names: readonly string[], preparing: Preparing): Promise<Build[]> {
  const { database, projections, heaps, byStream } = preparing;
  const builds = await database.write((session) => tablesBeside(session, names, preparing));
  const prepared: Build[] = [];
  for (const build of builds) {
    const projection = projections.find(({ name }) => name === build.writer.name);
    const isComplete = projection?.ofOneEvent ?? (byStream && projection?.ofOneStream);
    prepared.push(projection && heaps && isComplete ? { ...build, collector: await heaps.writer(projection) } : build);
  }
  return prepared;
}

async function tablesBeside(session: Session, names: readonly string[], preparing: Preparing): Promise<Build[]> {
  const checkpoints = await readCheckpoints(session);
  const cache = new DocumentCache(rebuildCache);
  const builds: Build[] = [];
  for (const name of names) {
    const writer = writerOf(name, preparing, cache);
    const before = checkpoints.get(name);
    if (!before) throw new Error(`there is no view "${name}" to be rebuilt`);
    const tables = Object.keys(writer.tables);
    await dropLeftovers(session, tables);
    await createTables(session, writer, preparing.beside);
    const checkpoint: Checkpoint = { name, version: writer.version, build: before.build + 1, position: beginning, tables };
    builds.push({ writer, collector: undefined, checkpoint, before });
  }
  return builds;
}

function writerOf(name: string, { database, projections, beside }: Preparing, cache: DocumentCache): ProjectionWriter {
  if (name === JOURNAL) return new JournalWriter(database.eventFile === undefined, beside);
  const projection = projections.find((one) => one.name === name);
  if (!projection) throw new Error(`there is no projection "${name}"`);
  return new DocumentWriter(projection, cache, beside);
}
