import type { Circumstances, Refusal } from '#event-sourcing/commands/decider.js';
import { firstOf } from '../../checks.js';
import type { ProgramState } from '../../program/state.js';
import type { UpdateMilestones } from '../commands.js';
import type { InitiativeEvent } from '../events.js';
import { inTurn } from '../foresee.js';
import { milestonePlanned, newMilestonesCheck, twiceCheck } from '../launch.js';
import { achieveMilestone, confirmForecast, rescheduleMilestone } from './milestones.js';
import { earliestDue } from './plausible-dates.js';
import type { InitiativeState } from '../state.js';

type Step = (state: InitiativeState) => readonly InitiativeEvent[] | Refusal;

/**
 * Decides several changes to milestones in one append, all or nothing: plan, reschedule, confirm, achieve, each deciding on the changes of
 * the steps before.
 */
export function updateMilestones(
  { plan = [], reschedule = [], confirm = [], achieve = [] }: UpdateMilestones['data'],
  state: InitiativeState,
  at: Circumstances,
  program: ProgramState,
): readonly InitiativeEvent[] | Refusal {
  const idOf = (change: { readonly milestoneId: string }): string => change.milestoneId;
  const wrong = firstOf(
    newMilestonesCheck(plan, { taken: new Set(state.milestones.map(({ id }) => id)), earliest: earliestDue(program, at) }, 'plan'),
    twiceCheck(reschedule.map(idOf), 'reschedule', 'milestoneId'),
    twiceCheck(confirm.map(idOf), 'confirm', 'milestoneId'),
    twiceCheck(achieve.map(idOf), 'achieve', 'milestoneId'),
  );
  if (wrong) return wrong;
  const steps: readonly Step[] = [
    () => plan.map(milestonePlanned),
    ...reschedule.map(
      (change, i): Step =>
        (ahead) =>
          rescheduleMilestone(change, ahead, at, ['reschedule', i]),
    ),
    ...confirm.map(
      (change, i): Step =>
        (ahead) =>
          confirmForecast(change, ahead, at, ['confirm', i]),
    ),
    ...achieve.map(
      (change, i): Step =>
        (ahead) =>
          achieveMilestone(change, ahead, at, ['achieve', i]),
    ),
  ];
  return inTurn(steps, state, at);
}
