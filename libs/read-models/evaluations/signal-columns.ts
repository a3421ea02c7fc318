import type { DriftKind } from '#domain/evaluation/events.js';
import { PILLARS, type Pillar } from '#domain/pillars.js';

/** The signals of every evaluation: BEHIND and AHEAD of each pillar, and LATE of the whole program. */
export const SIGNALS: readonly { readonly kind: DriftKind; readonly pillar: Pillar | null }[] = [
  ...PILLARS.map((pillar) => ({ kind: 'BEHIND' as const, pillar })),
  ...PILLARS.map((pillar) => ({ kind: 'AHEAD' as const, pillar })),
  { kind: 'LATE', pillar: null },
];

type ColumnsOfKind = Readonly<Record<Pillar | 'NONE', string>>;

const columnsOf = (kind: DriftKind): ColumnsOfKind => ({
  ...(Object.fromEntries(PILLARS.map((pillar) => [pillar, `${kind}_${pillar}`.toLowerCase()])) as Record<Pillar, string>),
  NONE: kind.toLowerCase(),
});

const columns: Readonly<Record<DriftKind, ColumnsOfKind>> = {
  BEHIND: columnsOf('BEHIND'),
  AHEAD: columnsOf('AHEAD'),
  LATE: columnsOf('LATE'),
};

/** The column of an evaluation's row with the smoothed value of a signal. */
export const signalColumn = (kind: DriftKind, pillar: Pillar | null): string => columns[kind][pillar ?? 'NONE'];
