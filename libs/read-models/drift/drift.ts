import type { DriftKind } from '#domain/evaluation/events.js';
import type { Pillar } from '#domain/pillars.js';
import { programProjection } from '../programs/program-projection.js';
import { evaluationProjection } from '../evaluations/evaluation-projection.js';
import { driftProjection } from './drift-projection.js';
import { named, type Source } from '../as-of/source.js';
import { condition, equals, isIn, type Condition } from '../paging/condition.js';
import { rowsOf, type List } from '../paging/list.js';
import type { Forwards, Page } from '../paging/page.js';
import { pageOf } from '../paging/page-of.js';
import type { DriftEpisodeDocument } from './drift-episode.js';

export interface DriftFilter {
  readonly programId: string;
  readonly state?: 'OPEN' | 'CLOSED' | null | undefined;
  readonly kind?: DriftKind | null | undefined;
  readonly pillar?: Pillar | null | undefined;
}

/** Questions about drift episodes. */
export class Drift {
  constructor(private readonly source: Source) {}

  /** The episodes that exist among these ids; in the past: only of the programs whose episodes were loaded before. */
  byIds(ids: readonly string[]): Promise<Map<string, DriftEpisodeDocument>> {
    return this.source.documents<DriftEpisodeDocument>(driftProjection, ids);
  }

  /**
   * A page of episodes by the date on which they opened, oldest first.
   * @throws QuestionError BAD_CURSOR, BAD_PAGE_SIZE
   */
  async page(filter: DriftFilter, paging: Forwards): Promise<Page<DriftEpisodeDocument>> {
    await this.source.prepare([driftProjection], [filter.programId]);
    const rows = await rowsOf<{ id: string }>((sql, parameters) => this.source.select(sql, parameters), episodeList(filter), paging);
    const ids = rows.rows.map(({ row }) => row.id);
    return pageOf(rows, await named<DriftEpisodeDocument>(this.source, driftProjection, ids));
  }

  /** How many episodes are open in each program; those of a closed program do not count. Every id has a number. */
  async openCounts(programIds: readonly string[]): Promise<Map<string, number>> {
    await this.source.prepare([programProjection, driftProjection], programIds);
    const { sql, parameters } = isIn('p.id', programIds);
    const rows = await this.source.select<{ id: string; n: number | string }>(
      `select p.id, count(*) as n from program_rows p join episode_rows e on e.program_id = p.id
       where ${sql} and p.status = 'ACTIVE' and e.closed_on is null group by p.id`,
      parameters,
    );
    const counts = new Map(rows.map(({ id, n }) => [id, Number(n)]));
    return new Map(programIds.map((id) => [id, counts.get(id) ?? 0]));
  }

  /**
   * The peak of each episode: the largest smoothed signal of its kind and pillar in the evaluations from its first evidence to its close or
   * now. An episode whose evidence does not exist has no entry.
   */
  async peaks(episodes: readonly DriftEpisodeDocument[]): Promise<Map<string, number>> {
    await this.source.prepare([evaluationProjection, driftProjection], [...new Set(episodes.map(({ programId }) => programId))]);
    const { sql, parameters } = isIn(
      'e.id',
      episodes.map(({ id }) => id),
    );
    const rows = await this.source.select<{ id: string; peak: number }>(
      `select e.id, max(s.smoothed) as peak from episode_rows e
       join evaluation_rows f on f.id = e.first_evidence
       join signal_rows s on s.program_id = e.program_id and s.kind = e.kind and s.pillar = e.pillar
         and s.on_date >= f.on_date and s.on_date <= coalesce(e.closed_on, '9999-12-31')
       where ${sql} group by e.id`,
      parameters,
    );
    return new Map(rows.map(({ id, peak }) => [id, peak]));
  }
}

const episodeList = ({ programId, state, kind, pillar }: DriftFilter): List => ({
  name: 'drift',
  columns: 'e.id',
  from: 'episode_rows e',
  where: [...equals('e.program_id', programId), ...equals('e.kind', kind), ...equals('e.pillar', pillar), ...inState(state)],
  order: [
    { sql: 'e.opened_on', type: 'text' },
    { sql: 'e.id', type: 'text' },
  ],
});

const inState = (state: 'OPEN' | 'CLOSED' | null | undefined): readonly Condition[] =>
  state === null || state === undefined ? [] : [condition(`e.closed_on is ${state === 'OPEN' ? '' : 'not '}null`)];
