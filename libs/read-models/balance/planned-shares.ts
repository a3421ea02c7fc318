import { MilestoneHistory } from '#domain/balance/sweep/milestone-history.js';
import { resolvePerspective } from '#domain/balance/perspective.js';
import { toDay, type DayNumber, type LocalDate } from '#domain/calendar.js';
import { pillarOf, weightOf, type InitiativeState } from '#domain/initiative/state.js';
import { pillarIndex, type PillarShares } from '#domain/pillars.js';
import type { Steps } from '#domain/steps.js';
import { phasePlan, type ProgramState } from '#domain/program/state.js';

/**
 * The share of each pillar in the value planned for each phase, by phase key: Σv of the pillar's milestones in scope whose baseline lies in
 * the phase's window, divided by the Σv of all pillars. null: no value lies in the window.
 */
export function* plannedShares(
  program: ProgramState,
  initiatives: readonly InitiativeState[],
  today: LocalDate,
): Steps<ReadonlyMap<string, PillarShares | null>> {
  const phases = phasePlan(program).map(({ key, endsOn }) => ({ key, end: toDay(endsOn), values: [0, 0, 0, 0] }));
  const day = toDay(today);
  const history = new MilestoneHistory(resolvePerspective(program, 'AS_KNOWN_NOW'));
  for (const initiative of initiatives) {
    const counted = countedOn(history, initiative, day);
    const scale = weightOf(initiative) / counted.reduce((sum, { weight }) => sum + weight, 0);
    for (const { weight, baseline } of counted) {
      const phase = phases.find(({ end }) => baseline <= end) ?? phases.at(-1)!;
      phase.values[pillarIndex(pillarOf(initiative))]! += scale * weight;
    }
    yield;
  }
  return new Map(phases.map(({ key, values }) => [key, sharesOf(values)]));
}

function sharesOf(values: readonly number[]): PillarShares | null {
  const total = values.reduce((sum, value) => sum + value, 0);
  const [l, c, p, t] = values.map((value) => value / total);
  return total > 0 ? [l!, c!, p!, t!] : null;
}

interface Counted {
  readonly weight: number;
  readonly baseline: DayNumber;
}

/** The milestones in scope. One history object is reused for all milestones: it must be read before the next one is loaded. */
function countedOn(history: MilestoneHistory, initiative: InitiativeState, day: DayNumber): readonly Counted[] {
  history.loadInitiative(initiative);
  return initiative.milestones.flatMap((milestone) => {
    history.load(milestone);
    return history.isInScope(day) ? { weight: history.weightOn(day), baseline: history.baselineOn(day) } : [];
  });
}
