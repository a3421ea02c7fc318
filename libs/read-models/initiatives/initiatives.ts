import type { Pillar } from '#domain/pillars.js';
import { pendingRebaseline, type InitiativeState, type Rebaseline } from '#domain/initiative/state.js';
import { programProjection } from '../programs/program-projection.js';
import { initiativeProjection } from './initiative-projection.js';
import { named, type Source } from '../as-of/source.js';
import { equals, every, isIn } from '../paging/condition.js';
import { grouped } from '../paging/grouped.js';
import { rowsOf, type List } from '../paging/list.js';
import type { Forwards, Page } from '../paging/page.js';
import { pageOf } from '../paging/page-of.js';
import { ownership } from './owned.js';

export interface InitiativeFilter {
  readonly programId: string;
  readonly pillar?: Pillar | null | undefined;
  readonly element?: string | null | undefined;
  readonly unit?: string | null | undefined;
  /** Today's owner, in the program's zone. */
  readonly ownerId?: string | null | undefined;
  /** true: initiatives without an owner today; false: those with one. */
  readonly unowned?: boolean | null | undefined;
  readonly status?: InitiativeState['status'] | null | undefined;
}

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
   * A page of initiatives, oldest first; empty for an unknown program.
   * @throws QuestionError BAD_CURSOR, BAD_PAGE_SIZE
   */
  async page(filter: InitiativeFilter, paging: Forwards): Promise<Page<InitiativeState>> {
    await this.source.prepare([programProjection, initiativeProjection], [filter.programId]);
    const list = await this.list(filter);
    const rows = await rowsOf<{ id: string }>((sql, parameters) => this.source.select(sql, parameters), list, paging);
    return pageOf(rows, await this.named(rows.rows.map(({ row }) => row)));
  }

  private async list(filter: InitiativeFilter): Promise<List> {
    return {
      name: 'initiatives',
      columns: 'i.id',
      from: 'initiative_rows i',
      where: [
        ...equals('i.program_id', filter.programId),
        ...equals('i.pillar', filter.pillar),
        ...equals('i.element', filter.element),
        ...equals('i.unit', filter.unit),
        ...equals('i.status', filter.status),
        ...(await ownership(this.source, filter)),
      ],
      order: [
        { sql: 'i.launched_at', type: 'text' },
        { sql: 'i.id', type: 'text' },
      ],
    };
  }

  /** The ids of the programs in which the person owns an initiative today. */
  async programsOwnedIn(ownerId: string): Promise<readonly string[]> {
    await this.source.prepare([programProjection, initiativeProjection], 'all');
    const { sql, parameters } = every(await ownership(this.source, { ownerId }));
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
