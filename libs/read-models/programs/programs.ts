import type { ProgramState } from '#domain/program/state.js';
import type { Source } from '../as-of/source.js';
import type { Forwards, Page } from '../paging/page.js';

export const PROGRAM_ORDER_FIELDS = ['NAME', 'T', 'D', 'STARTS_ON', 'OPEN_DRIFT', 'NEXT_GATE'] as const;
export type ProgramOrderField = (typeof PROGRAM_ORDER_FIELDS)[number];

export interface ProgramFilter {
  readonly status?: 'ACTIVE' | 'CLOSED' | null | undefined;
  readonly hasOpenDrift?: boolean | null | undefined;
  readonly orderBy?: { readonly field: ProgramOrderField; readonly direction: 'ASC' | 'DESC' } | null | undefined;
}

/** Questions about programs. */
export class Programs {
  constructor(private readonly source: Source) {}

  /** Those that exist among these ids. */
  async byIds(ids: readonly string[]): Promise<Map<string, ProgramState>> {
    return this.source.documents<ProgramState>('programs', ids);
  }

  /** Without an order: oldest charter first. Those that have no T or D (never evaluated) come last, either way round. */
  page(_filter: ProgramFilter, _paging: Forwards): Promise<Page<ProgramState>> {
    return Promise.reject(new Error('not yet'));
  }
}
