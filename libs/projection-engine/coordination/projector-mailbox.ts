import { isMissingTable } from '../checkpoints/checkpoints.js';
import type { ProjectionStatus } from '../daemon/states/projection-status.js';
import { VIEWS_CHANNEL } from '../database/postgres-schemas.js';
import type { ViewsDatabase } from '../database/views-database.js';

export interface ProjectorReport {
  readonly projections: readonly ProjectionStatus[];
  /** The age of the request by the database's clock, in milliseconds. */
  readonly ageMs: number;
}

export interface RebuildRequest {
  readonly id: string;
  readonly names: readonly string[];
}

export type RebuildState = { readonly state: 'asked' | 'running' | 'done' } | { readonly state: 'failed'; readonly error: string };

/** The table through which replicas ask the projector for rebuilds and read its answers, beside the views in PostgreSQL. */
export class ProjectorMailbox {
  constructor(private readonly database: ViewsDatabase) {}

  async report(projections: readonly ProjectionStatus[]): Promise<void> {
    await this.#run(
      `INSERT INTO projector_report (id, report, reported_at) VALUES (1, ?, now())
       ON CONFLICT (id) DO UPDATE SET report = excluded.report, reported_at = excluded.reported_at`,
      [JSON.stringify(projections)],
    );
  }

  async lastReport(): Promise<ProjectorReport | undefined> {
    const [row] = await this.database.select<{ report: string; age: number }>(
      'SELECT report, extract(epoch from now() - reported_at) * 1000 AS age FROM projector_report',
    );
    return row && { projections: JSON.parse(row.report) as ProjectionStatus[], ageMs: row.age };
  }

  async ask({ id, names }: RebuildRequest): Promise<void> {
    await this.#run(`INSERT INTO rebuild_requests (id, names, state, asked_at) VALUES (?, ?, 'asked', now())`, [id, JSON.stringify(names)]);
    await this.#run(`NOTIFY ${VIEWS_CHANNEL}`, []);
  }

  async stateOf(id: string): Promise<RebuildState | undefined> {
    const [row] = await this.database.select<{ state: string; error: string | null }>(
      'SELECT state, error FROM rebuild_requests WHERE id = ?',
      [id],
    );
    if (!row) return undefined;
    return row.state === 'failed' ? { state: 'failed', error: row.error ?? '' } : { state: row.state as 'asked' | 'running' | 'done' };
  }

  /** Takes the requests that nobody works on, so that the caller works on them from now on, and deletes old answers. */
  async take(): Promise<RebuildRequest[]> {
    const asked = await this.database.select('SELECT 1 FROM rebuild_requests LIMIT 1').catch((error: unknown) => {
      if (isMissingTable(error)) return [];
      throw error;
    });
    if (asked.length === 0) return [];
    return this.database.write(async (session) => {
      await session.run(`DELETE FROM rebuild_requests WHERE asked_at < now() - interval '1 day'`);
      const rows = await session.all<{ id: string; names: string }>(
        `UPDATE rebuild_requests SET state = 'running' WHERE state = 'asked' RETURNING id, names`,
      );
      return rows.map(({ id, names }) => ({ id, names: JSON.parse(names) as string[] }));
    });
  }

  /** Reopens the requests that a previous projector had begun and not finished. */
  async takeOver(): Promise<void> {
    await this.#run(`UPDATE rebuild_requests SET state = 'asked' WHERE state = 'running'`, []);
  }

  async answer(id: string, error?: string): Promise<void> {
    await this.#run('UPDATE rebuild_requests SET state = ?, error = ? WHERE id = ?', [
      error === undefined ? 'done' : 'failed',
      error ?? null,
      id,
    ]);
  }

  async #run(sql: string, parameters: readonly (string | null)[]): Promise<void> {
    // Without the write mutex: the mailbox does not touch the views.
    await this.database.outside((session) => session.run(sql, parameters));
  }
}
