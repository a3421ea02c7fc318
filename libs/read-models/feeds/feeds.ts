import type { DriftKind } from '#domain/evaluation/events.js';
import type { InitiativeState } from '#domain/initiative/state.js';
import type { Pillar } from '#domain/pillars.js';
import type { ProgramState } from '#domain/program/state.js';
import type { JournalEntry } from '#projection-engine/writers/journal-entry.js';
import { named, type Source } from '../as-of/source.js';
import { Drift } from '../drift/drift.js';
import type { DriftEpisodeDocument } from '../drift/drift-episode.js';
import { driftProjection } from '../drift/drift-projection.js';
import { initiativeProjection } from '../initiatives/initiative-projection.js';
import type { InitiativeListFilter } from '../initiatives/initiative-filter.js';
import { timeZones } from '../initiatives/today.js';
import { initiativeConditions } from '../initiatives/initiative-list.js';
import type { MilestoneListFilter } from '../milestones/milestone-filter.js';
import { between, condition, equals, every, isIn, type Condition } from '../paging/condition.js';
import { programProjection } from '../programs/program-projection.js';
import { eventsAfter, historyAfter, positionOf, type EventFilter } from './event-walk.js';
import { flatEpisode, type FlatEpisode } from './flat-episode.js';
import { flatInitiative, type FlatInitiative } from './flat-initiative.js';
import { milestonesAfter, type FlatMilestone } from './flat-milestone.js';
import { stretchAfter, type Walked, type WalkKey } from './walked.js';

/** What rows depend on beside the events. */
export interface FeedState {
  /** When the last event was recorded; undefined: there is none. */
  readonly recordedAt: string | undefined;
  /** The time zones of all programs, which have days of their own. */
  readonly timeZones: readonly string[];
}

export interface EpisodeFilter {
  readonly among?: readonly string[] | undefined;
  readonly kinds?: readonly DriftKind[] | undefined;
  readonly pillars?: readonly Pillar[] | undefined;
  readonly states?: readonly ('OPEN' | 'CLOSED')[] | undefined;
  readonly acknowledged?: boolean | undefined;
  readonly openedFrom?: string | undefined;
  readonly openedTo?: string | undefined;
  readonly closedFrom?: string | undefined;
  readonly closedTo?: string | undefined;
}

const EPISODES = 200;
const INITIATIVES = 100;

/** Questions of the feeds: flat rows, in pages of some milliseconds of work. */
export class Feeds {
  constructor(private readonly source: Source) {}

  async state(): Promise<FeedState> {
    await this.source.prepare([programProjection], 'all');
    const [zones, last] = await Promise.all([
      timeZones(this.source),
      this.source.journal.select<{ recorded_at: string }>('select j.recorded_at from journal j order by j.position desc limit 1'),
    ]);
    return { recordedAt: last[0]?.recorded_at, timeZones: zones };
  }

  /** The ids of all programs, in order. */
  async programIds(): Promise<readonly string[]> {
    await this.source.prepare([programProjection], 'all');
    return (await this.source.select<{ id: string }>('select p.id from program_rows p order by p.id')).map(({ id }) => id);
  }

  /** Drift episodes, by their ids. */
  async episodes(filter: EpisodeFilter, key?: WalkKey): Promise<Walked<FlatEpisode>> {
    await this.source.prepare([driftProjection], 'all');
    const { within, next } = await stretchAfter(
      (sql, parameters) => this.source.select(sql, parameters),
      'episode_rows e',
      ['e.id'],
      key,
      EPISODES,
    );
    const { sql, parameters } = every([...within, ...episodeConditions(filter)]);
    const found = await this.source.select<{ id: string }>(`select e.id from episode_rows e where ${sql} order by e.id`, parameters);
    const ids = found.map(({ id }) => id);
    const episodes = await named<DriftEpisodeDocument>(this.source, driftProjection, ids);
    const programs = await this.programs(episodes.map(({ programId }) => programId));
    const peaks = ids.length === 0 ? new Map<string, number>() : await new Drift(this.source).peaks(episodes);
    const rows = episodes.flatMap((episode) => {
      const program = programs.get(episode.programId);
      return program ? [flatEpisode(program, episode, peaks.get(episode.id))] : [];
    });
    return { rows, ...(next ? { next } : {}) };
  }

  /** Milestones, by their initiatives and ids. */
  async milestones(filter: MilestoneListFilter, key?: WalkKey): Promise<Walked<FlatMilestone>> {
    await this.source.prepare([programProjection, initiativeProjection], 'all');
    return milestonesAfter(this.source, filter, key);
  }

  /** Initiatives, by their ids. */
  async initiatives(filter: InitiativeListFilter, key?: WalkKey): Promise<Walked<FlatInitiative>> {
    await this.source.prepare([programProjection, initiativeProjection], 'all');
    const { within, next } = await stretchAfter(
      (sql, parameters) => this.source.select(sql, parameters),
      'initiative_rows i',
      ['i.id'],
      key,
      INITIATIVES,
    );
    const { sql, parameters } = every([...within, ...(await initiativeConditions(this.source, filter))]);
    const found = await this.source.select<{ id: string }>(
      `select i.id from initiative_rows i join program_rows p on p.id = i.program_id where ${sql} order by i.id`,
      parameters,
    );
    const initiatives = await named<InitiativeState>(
      this.source,
      initiativeProjection,
      found.map(({ id }) => id),
    );
    const programs = await this.programs(initiatives.map(({ programId }) => programId));
    const rows = initiatives.map((initiative) => {
      const program = programs.get(initiative.programId)!;
      return flatInitiative(program, initiative, this.source.today(program.timeZone));
    });
    return { rows, ...(next ? { next } : {}) };
  }

  /** Events in the order of the log. @throws QuestionError EVENT_TYPE_UNKNOWN */
  events(filter: EventFilter, key?: WalkKey): Promise<Walked<JournalEntry>> {
    return eventsAfter(this.source, filter, key);
  }

  /** Where the events after this one begin. @throws QuestionError STALE_POSITION if the reader may see no such event here */
  after(eventId: string, among: readonly string[] | undefined): Promise<WalkKey> {
    return positionOf(this.source, eventId, among);
  }

  /** The events of a program by the instant at which they became known. @throws QuestionError EVENT_TYPE_UNKNOWN */
  history(programId: string, filter: Parameters<typeof historyAfter>[2], key?: WalkKey): Promise<Walked<JournalEntry>> {
    return historyAfter(this.source, programId, filter, key);
  }

  private async programs(ids: readonly string[]): Promise<ReadonlyMap<string, ProgramState>> {
    const wanted = [...new Set(ids)];
    // In the past something may be known before its program.
    await this.source.prepare([programProjection], wanted);
    return this.source.documents<ProgramState>(programProjection, wanted);
  }
}

const episodeConditions = ({ among, kinds, pillars, states, acknowledged, ...dates }: EpisodeFilter): readonly Condition[] => [
  ...(among ? [isIn('e.program_id', among)] : []),
  ...(kinds ? [isIn('e.kind', kinds)] : []),
  ...(pillars ? [isIn('e.pillar', pillars)] : []),
  ...(states?.length === 1 ? [condition(`e.closed_on is ${states[0] === 'OPEN' ? '' : 'not '}null`)] : []),
  ...equals('e.acknowledged', acknowledged === undefined ? null : Number(acknowledged)),
  ...between('e.opened_on', dates.openedFrom, dates.openedTo),
  ...between('e.closed_on', dates.closedFrom, dates.closedTo),
];
