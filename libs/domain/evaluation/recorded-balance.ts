import type { Balance, PillarBalance } from '../balance/balance.js';
import { lowestOf } from '../balance/coupling.js';

type Optional<T, K extends keyof T> = Omit<T, K> & Partial<Pick<T, K>>;

/** What rule 2 added; evaluations of rule 1 were recorded without it. */
type AddedToPillar = 'scheduleDays' | 'lateDays' | 'oldestOpenBaseline' | 'planScheduleOn';

/** A balance as an evaluation recorded it, under whatever rule. */
export type RecordedBalance = Optional<Omit<Balance, 'pillars'>, 'weakestPillars' | 'rule'> & {
  readonly pillars: readonly Optional<PillarBalance, AddedToPillar>[];
};

/**
 * A recorded balance in the shape of today. Under rule 1 the days behind in delivery were those of the schedule alone; how late single
 * milestones were, and since when more was asked for than planned, it did not look at: 0 and null.
 */
export function balanceOf(recorded: RecordedBalance): Balance {
  const { weakestPillars, rule, pillars } = recorded;
  return {
    ...recorded,
    rule: rule ?? 1,
    weakestPillars: weakestPillars ?? lowestOf(pillars.map(({ standing }) => standing)).map((index) => pillars[index]!.pillar),
    pillars: pillars.map((pillar) => ({
      ...pillar,
      scheduleDays: pillar.scheduleDays ?? pillar.deliveryDays,
      lateDays: pillar.lateDays ?? 0,
      oldestOpenBaseline: pillar.oldestOpenBaseline ?? null,
      planScheduleOn: pillar.planScheduleOn ?? null,
    })),
  };
}
