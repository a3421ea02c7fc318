import type { Balance, PillarBalance } from '../balance/balance.js';
import { lowestOf } from '../balance/coupling.js';

type Optional<T, K extends keyof T> = Omit<T, K> & Partial<Pick<T, K>>;

/** The members that rule 2 added; evaluations of rule 1 were recorded without them. */
type AddedToPillar = 'scheduleDays' | 'lateDays' | 'oldestOpenBaseline' | 'planScheduleOn';

/** A balance as an evaluation recorded it, under any rule. */
export type RecordedBalance = Optional<Omit<Balance, 'pillars'>, 'weakestPillars' | 'rule'> & {
  readonly pillars: readonly Optional<PillarBalance, AddedToPillar>[];
};

/**
 * Converts a recorded balance to today's shape. Rule 1 measured delivery by the schedule alone; it did not record how late single
 * milestones were or since when more was required than planned: these become 0 and null.
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
