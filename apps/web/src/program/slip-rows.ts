import { PILLARS, type Pillar } from '../design/pillar';
import { dayNumber, daysAfter, type PlainDate } from '../language/dates';

/** A milestone as the slip chart needs it. */
export interface SlipMilestone {
  readonly id: string;
  readonly title: string;
  readonly state: 'PLANNED' | 'OVERDUE' | 'ACHIEVED' | 'DESCOPED';
  readonly baseline: PlainDate;
  readonly forecast: PlainDate;
  readonly achievedOn: PlainDate | null;
  readonly slipDays: number;
  readonly initiative: { readonly id: string; readonly title: string; readonly pillar: Pillar };
}

export type SlipRow =
  | { readonly is: 'pillar'; readonly pillar: Pillar; readonly count: number; readonly late: number }
  | { readonly is: 'initiative'; readonly id: string; readonly title: string; readonly pillar: Pillar }
  | { readonly is: 'milestone'; readonly milestone: SlipMilestone };

export const SLIP_FILTERS = ['late', 'open', 'all'] as const;
export type SlipFilter = (typeof SLIP_FILTERS)[number];

const FITS: Record<SlipFilter, (milestone: SlipMilestone) => boolean> = {
  late: ({ slipDays, state }) => slipDays > 0 && state !== 'DESCOPED',
  open: ({ state }) => state === 'PLANNED' || state === 'OVERDUE',
  all: () => true,
};

/** The rows of the slip chart: under each pillar its initiatives by their first baseline, under each initiative its milestones by baseline. */
export function slipRows(milestones: readonly SlipMilestone[], filter: SlipFilter): SlipRow[] {
  const fitting = milestones.filter(FITS[filter]).sort(byBaseline);
  const byPillar = grouped(fitting, ({ initiative }) => initiative.pillar);
  return PILLARS.flatMap((pillar): SlipRow[] => {
    const own = byPillar.get(pillar) ?? [];
    if (own.length === 0) return [];
    const byInitiative = [...grouped(own, ({ initiative }) => initiative.id).values()];
    return [
      { is: 'pillar', pillar, count: own.length, late: own.filter(FITS.late).length },
      ...byInitiative.flatMap((group): SlipRow[] => {
        const { id, title } = group[0]!.initiative;
        return [{ is: 'initiative', id, title, pillar }, ...group.map((milestone) => ({ is: 'milestone', milestone }) as const)];
      }),
    ];
  });
}

/** In groups by a key, in the order in which the keys come first. */
function grouped<T, K>(all: readonly T[], keyOf: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

const byBaseline = (one: SlipMilestone, other: SlipMilestone): number =>
  one.baseline === other.baseline ? (one.id < other.id ? -1 : 1) : one.baseline < other.baseline ? -1 : 1;

export interface SlipFinding {
  readonly count: number;
  readonly late: number;
  readonly lateOpen: number;
  /** The pillar with the most days of late and open work; undefined where nothing is late and open. */
  readonly pillar: Pillar | undefined;
}

/** What the slip chart shows, in numbers. Withdrawn milestones do not count. */
export function slipFinding(milestones: readonly SlipMilestone[]): SlipFinding {
  const counted = milestones.filter(({ state }) => state !== 'DESCOPED');
  const late = counted.filter(FITS.late);
  const lateOpen = late.filter(FITS.open);
  const daysOf = (pillar: Pillar): number =>
    lateOpen.reduce((days, { initiative, slipDays }) => (initiative.pillar === pillar ? days + slipDays : days), 0);
  const worst = PILLARS.reduce((one, other) => (daysOf(other) > daysOf(one) ? other : one));
  return { count: counted.length, late: late.length, lateOpen: lateOpen.length, pillar: lateOpen.length > 0 ? worst : undefined };
}

/** Where a milestone slips to: its baseline and the days in between. */
export const slipEnd = ({ baseline, slipDays }: SlipMilestone): PlainDate => daysAfter(baseline, slipDays);

/** The first and last day that the chart has to show, with today. */
export function slipSpan(milestones: readonly SlipMilestone[], today: PlainDate): readonly [from: number, to: number] {
  let from = dayNumber(today);
  let to = from;
  for (const milestone of milestones) {
    for (const date of [milestone.baseline, milestone.forecast, slipEnd(milestone)]) {
      const day = dayNumber(date);
      if (day < from) from = day;
      if (day > to) to = day;
    }
  }
  return [from, to];
}

/** How many milestones a key moves by. */
const KEYS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  j: 1,
  ArrowUp: -1,
  k: -1,
  PageDown: 10,
  PageUp: -10,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/** The index of the row that a key leads to: headings are passed over. Undefined for another key, and where there is no milestone. */
export function nextRow(rows: readonly SlipRow[], active: number | undefined, key: string): number | undefined {
  const step = KEYS[key];
  if (step === undefined) return undefined;
  const places = rows.flatMap(({ is }, index) => (is === 'milestone' ? [index] : []));
  const at = active === undefined ? -1 : places.indexOf(active);
  return places[Math.max(0, Math.min(places.length - 1, at + step))];
}
