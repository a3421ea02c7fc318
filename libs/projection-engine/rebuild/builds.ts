import type { StoredEvent } from '#event-sourcing/event.js';
import type { Checkpoint } from '../checkpoints/checkpoints.js';
import type { Failure } from '../daemon/states/projection-state.js';
import { messageOf } from '../database/database-errors.js';
import type { WritingDatabase } from '../database/views-database.js';
import { FoldError, type Change, type Gathering, type Naming, type ProjectionWriter } from '../writers/projection-writer.js';

export interface Build {
  readonly writer: ProjectionWriter;
  /** Collects complete documents in temporary tables during the bulk load; undefined: the projection is written as it is folded. */
  readonly collector: ProjectionWriter | undefined;
  readonly checkpoint: Checkpoint;
  /** The checkpoint that the rebuild replaces. */
  readonly before: Checkpoint;
}

export interface BuildGathering {
  readonly build: Build;
  readonly gathering: Gathering;
}

/** The projections that are rebuilt together. One that throws is left out and its new tables are dropped; the others continue. */
export class Builds {
  readonly failures = new Map<string, Failure>();
  /** Tables of failed projections. They are dropped at the switch, when no write to them is under way. */
  readonly dropped: string[] = [];

  /** @param beside names the new tables until they replace the live ones */
  constructor(
    private going: readonly Build[],
    private readonly beside: Naming,
  ) {}

  /** The builds that have not failed. */
  get all(): readonly Build[] {
    return this.going;
  }

  /** @param writerOf the writer of a build; undefined: it takes its events in another way */
  gatherings(writerOf: (build: Build) => ProjectionWriter | undefined): BuildGathering[] {
    return this.going.flatMap((build) => {
      const gathering = writerOf(build)?.gather();
      return gathering ? [{ build, gathering }] : [];
    });
  }

  /** @throws the error of the database */
  async gather(gatherings: readonly BuildGathering[], events: readonly StoredEvent[], database: WritingDatabase): Promise<void> {
    for (const { build, gathering } of gatherings) {
      if (!this.going.includes(build)) continue;
      try {
        await database.outside((session) => gathering.add(session, events));
      } catch (error) {
        this.#leaveOut(build, error);
      }
    }
  }

  changes(gatherings: readonly BuildGathering[]): Change[] {
    const changes: Change[] = [];
    for (const { build, gathering } of gatherings) {
      if (!this.going.includes(build)) continue;
      try {
        const change = gathering.change();
        change.ahead();
        changes.push(change);
      } catch (error) {
        this.#leaveOut(build, error);
      }
    }
    return changes;
  }

  #leaveOut(build: Build, error: unknown): void {
    if (!(error instanceof FoldError)) throw error;
    this.going = this.going.filter((one) => one !== build);
    this.failures.set(build.writer.name, { message: messageOf(error), position: error.event.position, eventId: error.event.id });
    this.dropped.push(...build.checkpoint.tables.map(this.beside));
  }
}
