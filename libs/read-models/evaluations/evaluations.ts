import type { LocalDate } from '#domain/calendar.js';
import { evaluationProjection } from './evaluation-projection.js';
import { named, type Source } from '../as-of/source.js';
import { between, equals, isIn } from '../paging/condition.js';
import { rowsOf, type List } from '../paging/list.js';
import type { Forwards, Page } from '../paging/page.js';
import { pageOf } from '../paging/page-of.js';
import type { EvaluationDocument } from './evaluation-document.js';

export interface EvaluationFilter {
  readonly programId: string;
  readonly from?: LocalDate | null | undefined;
  readonly to?: LocalDate | null | undefined;
}

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

  /**
   * A page of evaluations by date, oldest first.
   * @throws QuestionError BAD_CURSOR, BAD_PAGE_SIZE
   */
  async page(filter: EvaluationFilter, paging: Forwards): Promise<Page<EvaluationDocument>> {
    await this.source.prepare([evaluationProjection], [filter.programId]);
    const rows = await rowsOf<{ id: string }>((sql, parameters) => this.source.select(sql, parameters), evaluationList(filter), paging);
    const ids = rows.rows.map(({ row }) => row.id);
    return pageOf(rows, await named<EvaluationDocument>(this.source, evaluationProjection, ids));
  }
}

const evaluationList = ({ programId, from, to }: EvaluationFilter): List => ({
  name: 'evaluations',
  columns: 'v.id',
  from: 'evaluation_rows v',
  where: [...equals('v.program_id', programId), ...between('v.on_date', from, to)],
  order: [
    { sql: 'v.on_date', type: 'text' },
    { sql: 'v.id', type: 'text' },
  ],
});
