import { milestoneOn } from '#domain/balance/milestone-on-day.js';
import { viewOf } from '#domain/balance/perspective.js';
import { toDay, type LocalDate } from '#domain/calendar.js';
import { pillarOf, weightOf, type InitiativeState } from '#domain/initiative/state.js';
import { pillarIndex, type PillarShares } from '#domain/pillars.js';
import { phasePlan, type ProgramState } from '#domain/program/state.js';

/**
 * What each pillar has of the value that is planned in each phase, by phase key: Σv of the milestones in scope whose
 * baseline lies in the phase's window, divided by that of all pillars. null: no value lies there.
 */
export function plannedShares(
  program: ProgramState,
  initiatives: readonly InitiativeState[],
  today: LocalDate,
): ReadonlyMap<string, PillarShares | null> {
  const phases = phasePlan(program).map(({ key, endsOn }) => ({ key, end: toDay(endsOn), values: [0, 0, 0, 0] }));
  const [view, day] = [viewOf(program, 'AS_KNOWN_NOW'), toDay(today)];
  for (const initiative of initiatives) {
    const counted = initiative.milestones.flatMap((milestone) => milestoneOn(initiative, milestone, day, view) ?? []);
    const scale = weightOf(initiative) / counted.reduce((sum, { weight }) => sum + weight, 0);
    for (const { weight, baseline } of counted) {
      const phase = phases.find(({ end }) => baseline <= end) ?? phases.at(-1)!;
      phase.values[pillarIndex(pillarOf(initiative))]! += scale * weight;
    }
  }
  return new Map(phases.map(({ key, values }) => [key, sharesOf(values)]));
}

function sharesOf(values: readonly number[]): PillarShares | null {
  const total = values.reduce((sum, value) => sum + value, 0);
  const [l, c, p, t] = values.map((value) => value / total);
  return total > 0 ? [l!, c!, p!, t!] : null;
}
