import type { ProgramState } from '#domain/program/state.js';
import { programProjection } from './program-projection.js';
import { evaluationProjection } from '../evaluations/evaluation-projection.js';
import { driftProjection } from '../drift/drift-projection.js';
import { named, type Source } from '../as-of/source.js';
import { COLLATION } from '../collation/sort-key.js';
import { condition, equals, isIn, type Condition } from '../paging/condition.js';
import { rowsOf, type List, type OrderPart } from '../paging/list.js';
import type { EitherWay, Page } from '../paging/page.js';
import { pageOf } from '../paging/page-of.js';

export const PROGRAM_ORDER_FIELDS = ['NAME', 'T', 'D', 'STARTS_ON', 'OPEN_DRIFT', 'NEXT_GATE'] as const;
export type ProgramOrderField = (typeof PROGRAM_ORDER_FIELDS)[number];

export interface ProgramFilter {
  /** Only among these ids. */
  readonly among?: readonly string[] | undefined;
  readonly status?: 'ACTIVE' | 'CLOSED' | null | undefined;
  readonly hasOpenDrift?: boolean | null | undefined;
  readonly orderBy?: { readonly field: ProgramOrderField; readonly direction: 'ASC' | 'DESC' } | null | undefined;
}

/** The number of open episodes; those of a closed program do not count. */
const OPEN_DRIFT = `case when p.status = 'CLOSED' then 0 else
  (select count(*) from episode_rows e where e.program_id = p.id and e.closed_on is null) end`;

/** A value of the last evaluation. T and D lie in [0, 1]; for programs without one, a value beyond that range sorts them last. */
const lastEvaluated = (column: 't' | 'd', descending: boolean): string =>
  `coalesce((select v.${column} from evaluation_rows v where v.program_id = p.id order by v.on_date desc limit 1), ${descending ? -1 : 2})`;

const orderPart = (field: ProgramOrderField, descending: boolean): OrderPart => {
  switch (field) {
    case 'NAME':
      return { sql: 'p.name_key', type: 'text', descending };
    case 'STARTS_ON':
      return { sql: 'p.starts_on', type: 'text', descending };
    case 'NEXT_GATE':
      return { sql: 'p.next_gate', type: 'text', descending };
    case 'OPEN_DRIFT':
      return { sql: OPEN_DRIFT, type: 'integer', descending };
    case 'T':
      return { sql: lastEvaluated('t', descending), type: 'number', descending };
    case 'D':
      return { sql: lastEvaluated('d', descending), type: 'number', descending };
  }
};

/** Questions about programs. */
export class Programs {
  constructor(private readonly source: Source) {}

  /** The programs that exist among these ids. */
  byIds(ids: readonly string[]): Promise<Map<string, ProgramState>> {
    return this.source.documents<ProgramState>(programProjection, ids);
  }

  /** The programs whose own streams give or gave the person a part in them; whether it holds today is in the program's state. */
  async withMember(person: string): Promise<readonly ProgramState[]> {
    await this.source.prepare([programProjection], 'all');
    return this.named(await this.source.select<{ id: string }>('select program_id as id from member_rows where person = ?', [person]));
  }

  /** The time zone that most programs have, whoever asks; UTC if there is none. */
  async usualZone(): Promise<string> {
    await this.source.prepare([programProjection], 'all');
    const [most] = await this.source.select<{ zone: string }>(
      'select p.time_zone as zone from program_rows p group by p.time_zone order by count(*) desc, p.time_zone limit 1',
    );
    return most?.zone ?? 'UTC';
  }

  /** Every program, oldest charter first. */
  async all(): Promise<readonly ProgramState[]> {
    await this.source.prepare([programProjection], 'all');
    const rows = await this.source.select<{ id: string }>('select id from program_rows order by chartered_at, id');
    return this.named(rows);
  }

  /**
   * A page of programs; without an order: oldest charter first. Programs without T or D (never evaluated) come last in both directions.
   * @throws QuestionError BAD_CURSOR, BAD_PAGE_SIZE, FIRST_AND_LAST
   */
  async page(filter: ProgramFilter, paging: EitherWay): Promise<Page<ProgramState>> {
    const list = programList(filter);
    await this.source.prepare([programProjection, evaluationProjection, driftProjection], 'all');
    const rows = await rowsOf<{ id: string }>((sql, parameters) => this.source.select(sql, parameters), list, paging);
    return pageOf(rows, await this.named(rows.rows.map(({ row }) => row)));
  }

  private named(rows: readonly { readonly id: string }[]): Promise<readonly ProgramState[]> {
    return named<ProgramState>(
      this.source,
      programProjection,
      rows.map(({ id }) => id),
    );
  }
}

function programList({ among, status, hasOpenDrift, orderBy }: ProgramFilter): List {
  const field = orderBy?.field;
  const direction = orderBy?.direction ?? 'ASC';
  return {
    name: field ? `programs ${field === 'NAME' ? `NAME ${COLLATION}` : field} ${direction}` : 'programs',
    columns: 'p.id',
    from: 'program_rows p',
    where: [...(among ? [isIn('p.id', among)] : []), ...equals('p.status', status), ...openDrift(hasOpenDrift)],
    order: [field ? orderPart(field, direction === 'DESC') : { sql: 'p.chartered_at', type: 'text' }, { sql: 'p.id', type: 'text' }],
  };
}

/** Condition on the programs `p`: whether they have an open episode; those of a closed program do not count. */
export const openDrift = (asked: boolean | null | undefined): readonly Condition[] =>
  asked === null || asked === undefined ? [] : [condition(`${OPEN_DRIFT} ${asked ? '>' : '='} 0`)];
