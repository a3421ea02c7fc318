import type { LocalDate } from '#domain/calendar.js';
import type { ProgramState } from '#domain/program/state.js';
import { evaluationProjection } from './evaluation-projection.js';
import { named, type Source } from '../as-of/source.js';
import { between, isAmong, isIn } from '../paging/condition.js';
import { rowsOf, type List, type OrderPart } from '../paging/list.js';
import type { EitherWay, Page } from '../paging/page.js';
import { pageOf } from '../paging/page-of.js';
import type { DateRange, NumberRange, Order } from '../paging/range.js';
import { ofKnownPrograms } from '../programs/known-programs.js';
import { programProjection } from '../programs/program-projection.js';
import type { EvaluationDocument } from './evaluation-document.js';

/** Which evaluations: those that fit every part that is given. Nothing fits an empty list. */
export interface EvaluationFilter {
  /** Only of these programs, whatever else is asked: those that the reader may see. */
  readonly among?: readonly string[] | undefined;
  readonly programs?: readonly string[] | null | undefined;
  readonly on?: DateRange | null | undefined;
  /** The mean standing and the balance, each in [0, 1]. */
  readonly t?: NumberRange | null | undefined;
  readonly d?: NumberRange | null | undefined;
}

export const EVALUATION_ORDER_FIELDS = ['DATE', 'T', 'D'] as const;
export type EvaluationOrderField = (typeof EVALUATION_ORDER_FIELDS)[number];
export type EvaluationOrder = Order<EvaluationOrderField>;

/** What the weekly schedule needs to know of a program. */
export interface EvaluatedProgram {
  readonly program: Pick<ProgramState, 'id' | 'status' | 'timeZone' | 'startsOn' | 'recordedAt' | 'importedFrom'>;
  readonly last?: Pick<EvaluationDocument, 'on' | 'recordedAt' | 'importedFrom'>;
}

interface EvaluatedRow {
  readonly id: string;
  readonly time_zone: string;
  readonly starts_on: string;
  readonly recorded_at: string;
  readonly imported_from: string | null;
  readonly last_on: string | null;
  readonly last_recorded_at: string | null;
  readonly last_imported_from: string | null;
}

function evaluatedProgram(row: EvaluatedRow): EvaluatedProgram {
  const { id, time_zone: timeZone, starts_on: startsOn, recorded_at: recordedAt, last_on: on } = row;
  const program = { id, status: 'ACTIVE' as const, timeZone, startsOn, recordedAt, ...importedFrom(row.imported_from) };
  if (on === null) return { program };
  return { program, last: { on, recordedAt: row.last_recorded_at!, ...importedFrom(row.last_imported_from) } };
}

const importedFrom = (file: string | null): { readonly importedFrom?: string } => (file === null ? {} : { importedFrom: file });

/** Questions about evaluations. */
export class Evaluations {
  constructor(private readonly source: Source) {}

  /** The evaluations that exist among these ids. */
  byIds(ids: readonly string[]): Promise<Map<string, EvaluationDocument>> {
    return this.source.documents<EvaluationDocument>(evaluationProjection, ids);
  }

  /** The last evaluation of each program that has one. */
  async lastOf(programIds: readonly string[]): Promise<Map<string, EvaluationDocument>> {
    await this.source.prepare([evaluationProjection], programIds);
    const { sql, parameters } = isIn('v.program_id', programIds);
    const rows = await this.source.select<{ id: string }>(
      `select v.id from evaluation_rows v
       where ${sql} and v.on_date = (select max(l.on_date) from evaluation_rows l where l.program_id = v.program_id)`,
      parameters,
    );
    const documents = await this.byIds(rows.map(({ id }) => id));
    return new Map([...documents.values()].map((document) => [document.programId, document]));
  }

  /** The active programs that were last evaluated before this date, or never, with their last evaluations. Reads rows alone. */
  async programsBefore(on: LocalDate): Promise<readonly EvaluatedProgram[]> {
    await this.source.prepare([programProjection, evaluationProjection], 'all');
    const rows = await this.source.select<EvaluatedRow>(
      `select p.id, p.time_zone, p.starts_on, p.recorded_at, p.imported_from,
         v.on_date as last_on, v.recorded_at as last_recorded_at, v.imported_from as last_imported_from
       from program_rows p left join evaluation_rows v on v.program_id = p.id
         and v.on_date = (select max(l.on_date) from evaluation_rows l where l.program_id = p.id)
       where p.status = 'ACTIVE' and (v.on_date is null or v.on_date < ?) order by p.id`,
      [on],
    );
    return rows.map(evaluatedProgram);
  }

  /**
   * A page of evaluations that fit the filter, of all programs if it names none; without an order, by date, oldest first.
   * @throws QuestionError BAD_CURSOR, BAD_PAGE_SIZE
   */
  async page(filter: EvaluationFilter, order: EvaluationOrder | null | undefined, paging: EitherWay): Promise<Page<EvaluationDocument>> {
    await this.source.prepare([programProjection, evaluationProjection], filter.programs ?? 'all');
    const list = evaluationList(this.source, filter, order);
    const rows = await rowsOf<{ id: string }>((sql, parameters) => this.source.select(sql, parameters), list, paging);
    const ids = rows.rows.map(({ row }) => row.id);
    return pageOf(rows, await named<EvaluationDocument>(this.source, evaluationProjection, ids));
  }
}

const ORDER_PARTS: Readonly<Record<EvaluationOrderField, OrderPart>> = {
  DATE: { sql: 'v.on_date', type: 'text' },
  T: { sql: 'v.t', type: 'number' },
  D: { sql: 'v.d', type: 'number' },
};

function evaluationList(source: Source, filter: EvaluationFilter, order: EvaluationOrder | null | undefined): List {
  const { among, programs, on, t, d } = filter;
  const descending = order?.direction === 'DESC';
  return {
    name: order ? `evaluations ${order.field} ${order.direction}` : 'evaluations',
    columns: 'v.id',
    from: 'evaluation_rows v',
    where: [
      ...ofKnownPrograms(source, 'v'),
      ...isAmong('v.program_id', among),
      ...isAmong('v.program_id', programs),
      ...between('v.on_date', on?.from, on?.to),
      ...between('v.t', t?.atLeast, t?.atMost),
      ...between('v.d', d?.atLeast, d?.atMost),
    ],
    order: [
      { ...ORDER_PARTS[order?.field ?? 'DATE'], descending },
      { sql: 'v.id', type: 'text', descending },
    ],
  };
}
