import type { Projection } from '#event-sourcing/folds/projection.js';
import { beginning, readCheckpoints, type Checkpoint } from '../checkpoints/checkpoints.js';
import type { WritingDatabase } from '../database/views-database.js';
import { DocumentCache, type CacheLimits } from '../writers/document-cache.js';
import { DocumentWriter } from '../writers/document-writer.js';
import { JOURNAL, JournalWriter } from '../writers/journal-writer.js';
import { createTables, dropLeftovers } from '../writers/layout.js';
import type { Naming } from '../writers/projection-writer.js';
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
  const { database, projections, beside, heaps, byStream } = preparing;
  const cache = new DocumentCache(rebuildCache);
  const builds: Build[] = [];
  for (const name of names) {
    const projection = projections.find((one) => one.name === name);
    if (!projection && name !== JOURNAL) throw new Error(`there is no projection "${name}"`);
    const writer = projection ? new DocumentWriter(projection, cache, beside) : new JournalWriter(database.eventFile === undefined, beside);
    const tables = Object.keys(writer.tables);
    const before = await database.write(async (session) => {
      const checkpoint = (await readCheckpoints(session)).get(name);
      if (!checkpoint) throw new Error(`there is no view "${name}" to be rebuilt`);
      await dropLeftovers(session, tables);
      await createTables(session, writer, beside);
      return checkpoint;
    });
    const checkpoint: Checkpoint = { name, version: writer.version, build: before.build + 1, position: beginning, tables };
    const isComplete = projection?.ofOneEvent ?? (byStream && projection?.ofOneStream);
    const collector = projection && isComplete ? await heaps?.writer(projection) : undefined;
    builds.push({ writer, collector, checkpoint, before });
  }
  return builds;
}
