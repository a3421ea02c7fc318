import type { Pillar } from '../design/pillar';
import { stateOf } from '../design/standing';
import type { PlainDate } from '../language/dates';

/** The balance on one date, as the charts need it. */
export interface BalancePoint {
  readonly on: PlainDate;
  readonly d: number;
  readonly nothingDueYet: boolean;
  readonly pillars: readonly { readonly pillar: Pillar; readonly standing: number; readonly behindDays: number }[];
}

export type Finding =
  | { readonly is: 'nothing' }
  /** `since` is undefined where it was so on the first date shown. */
  | { readonly is: 'behind'; readonly pillar: Pillar; readonly days: number; readonly since: PlainDate | undefined }
  | { readonly is: 'onPlan'; readonly since: PlainDate | undefined };

/** What a balance over time shows: which pillar is furthest behind and since when; or since when all have been on plan. */
export function findingOf(points: readonly BalancePoint[]): Finding {
  const judged = points.filter(({ nothingDueYet }) => !nothingDueYet);
  const last = judged.at(-1);
  if (!last) return { is: 'nothing' };
  const worst = last.pillars.reduce((one, other) => (other.behindDays > one.behindDays ? other : one));
  if (stateOf(worst.behindDays) === 'onPlan') return { is: 'onPlan', since: sinceWhen(judged, isOnPlan) };
  const isBehind = ({ pillars }: BalancePoint): boolean =>
    pillars.some(({ pillar, behindDays }) => pillar === worst.pillar && stateOf(behindDays) !== 'onPlan');
  return { is: 'behind', pillar: worst.pillar, days: Math.round(worst.behindDays), since: sinceWhen(judged, isBehind) };
}

const isOnPlan = ({ pillars }: BalancePoint): boolean => pillars.every(({ behindDays }) => stateOf(behindDays) === 'onPlan');

/** The first date of the unbroken stretch up to the last date; undefined where it covers all of them. */
function sinceWhen(points: readonly BalancePoint[], holds: (point: BalancePoint) => boolean): PlainDate | undefined {
  const broken = points.findLastIndex((point) => !holds(point));
  return broken === -1 ? undefined : points[broken + 1]?.on;
}
