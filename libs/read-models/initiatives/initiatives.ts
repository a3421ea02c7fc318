import { pendingRebaseline, type InitiativeState, type Rebaseline } from '#domain/initiative/state.js';
import { programProjection } from '../programs/program-projection.js';
import { initiativeProjection } from './initiative-projection.js';
import { named, type Source } from '../as-of/source.js';
import { every, isIn } from '../paging/condition.js';
import { grouped } from '../paging/grouped.js';
import { rowsOf } from '../paging/list.js';
import type { EitherWay, Page } from '../paging/page.js';
import { pageOf } from '../paging/page-of.js';
import type { InitiativeListFilter, InitiativeOrder } from './initiative-filter.js';
import { initiativeList } from './initiative-list.js';
import { ownership } from './owned.js';

export interface PendingRebaseline {
  readonly initiative: InitiativeState;
  readonly rebaseline: Rebaseline;
}

/** Questions about initiatives. */
export class Initiatives {
  constructor(private readonly source: Source) {}

  /** The initiatives that exist among these ids. */
  byIds(ids: readonly string[]): Promise<Map<string, InitiativeState>> {
    return this.source.documents<InitiativeState>(initiativeProjection, ids);
  }

  /**
   * A page of initiatives that fit the filter, of all programs if it names none; without an order, oldest first.
   * @throws QuestionError BAD_CURSOR, BAD_PAGE_SIZE
   */
  async page(filter: InitiativeListFilter, order: InitiativeOrder | null | undefined, paging: EitherWay): Promise<Page<InitiativeState>> {
    await this.source.prepare([programProjection, initiativeProjection], filter.programs ?? 'all');
    const list = await initiativeList(this.source, filter, order);
    const rows = await rowsOf<{ id: string }>((sql, parameters) => this.source.select(sql, parameters), list, paging);
    return pageOf(rows, await this.named(rows.rows.map(({ row }) => row)));
  }

  /** The ids of the programs in which the person owns an initiative today. */
  async programsOwnedIn(ownerId: string): Promise<readonly string[]> {
    await this.source.prepare([programProjection, initiativeProjection], 'all');
    const { sql, parameters } = every(await ownership(this.source, { owners: [ownerId] }));
    const rows = await this.source.select<{ id: string }>(
      `select distinct i.program_id as id from initiative_rows i join program_rows p on p.id = i.program_id where ${sql}`,
      parameters,
    );
    return rows.map(({ id }) => id);
  }

  /** Every initiative that the person owns, owned or is to own: who owns it on a day is in its state. */
  async everOwnedBy(person: string): Promise<readonly InitiativeState[]> {
    await this.source.prepare([initiativeProjection], 'all');
    return this.named(
      await this.source.select<{ id: string }>(
        'select distinct initiative_id as id from ownership_rows where owner = ? order by initiative_id',
        [person],
      ),
    );
  }

  /** Every initiative of a program, oldest first. */
  async ofProgram(programId: string): Promise<readonly InitiativeState[]> {
    return (await this.ofPrograms([programId])).get(programId)!;
  }

  /** Every initiative of these programs, oldest first, in two statements: one for rows, one for documents. Every id has a list. */
  async ofPrograms(programIds: readonly string[]): Promise<Map<string, readonly InitiativeState[]>> {
    await this.source.prepare([initiativeProjection], programIds);
    const { sql, parameters } = isIn('program_id', programIds);
    const rows = await this.source.select<{ id: string }>(
      `select id from initiative_rows where ${sql} order by program_id, launched_at, id`,
      parameters,
    );
    const byProgram = grouped(await this.named(rows), ({ programId }) => programId);
    return new Map(programIds.map((id) => [id, byProgram.get(id) ?? []]));
  }

  /** Every re-baseline proposal that waits for its second person, by program, oldest initiative first. Every id has a list. */
  async pendingRebaselines(programIds: readonly string[]): Promise<Map<string, readonly PendingRebaseline[]>> {
    await this.source.prepare([initiativeProjection], programIds);
    const { sql, parameters } = isIn('program_id', programIds);
    const rows = await this.source.select<{ id: string }>(
      `select id from initiative_rows where ${sql} and pending_rebaseline is not null order by launched_at, id`,
      parameters,
    );
    const pending = (await this.named(rows)).flatMap((initiative) => {
      const rebaseline = pendingRebaseline(initiative);
      return rebaseline ? [{ initiative, rebaseline }] : [];
    });
    const byProgram = grouped(pending, ({ initiative }) => initiative.programId);
    return new Map(programIds.map((id) => [id, byProgram.get(id) ?? []]));
  }

  private named(rows: readonly { readonly id: string }[]): Promise<readonly InitiativeState[]> {
    return named<InitiativeState>(
      this.source,
      initiativeProjection,
      rows.map(({ id }) => id),
    );
  }
}
