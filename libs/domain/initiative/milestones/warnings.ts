import type { Circumstances, Warning } from '#event-sourcing/commands/decider.js';
import { addDays, type LocalDate } from '../../calendar.js';
import { driftPolicy, endsOn, type ProgramState } from '../../program/state.js';
import { type RefusalCode, warn } from '../../refusals.js';
import type { InitiativeCommand } from '../commands.js';
import type { InitiativeEvent } from '../events.js';
import { foresee } from '../foresee.js';
import { isImport } from './plausible-dates.js';
import { baselineOf, type Initiative, type InitiativeState, standingAchievement } from '../state.js';

/** A due date or forecast this many days after the planned end of the program is probably a mistake. */
const LONG_AFTER_END = 365;

/**
 * Remarks about an accepted command: dates that are possible but seldom meant, and an achievement without the evidence that others have. An
 * import gets none.
 * @param facts what the command records
 */
export function warningsOf(
  command: InitiativeCommand,
  facts: readonly InitiativeEvent[],
  state: Initiative,
  program: ProgramState,
  at: Circumstances,
): readonly Warning<RefusalCode>[] {
  if (isImport(at)) return [];
  const initiativeId = command.type === 'LaunchInitiative' ? command.data.id : command.data.initiativeId;
  const after = foresee(state, facts, { programId: program.id, initiativeId }, at) as InitiativeState;
  return facts.flatMap((fact) => warningsAbout(fact, pathsOf(command), after, program, at.today));
}

type Path = readonly (string | number)[];
/** The paths of a milestone's values in the input; in a list they are found by its id. */
type Paths = (list: 'plan' | 'reschedule' | 'achieve', milestoneId: string) => Path;

function pathsOf(command: InitiativeCommand): Paths {
  switch (command.type) {
    case 'LaunchInitiative': {
      const { milestones = [] } = command.data;
      return (_, milestoneId) => ['milestones', milestones.findIndex(({ id }) => id === milestoneId)];
    }
    case 'UpdateMilestones': {
      const { plan = [], reschedule = [], achieve = [] } = command.data;
      const ids = {
        plan: plan.map(({ id }) => id),
        reschedule: reschedule.map(({ milestoneId }) => milestoneId),
        achieve: achieve.map(({ milestoneId }) => milestoneId),
      };
      return (list, milestoneId) => [list, ids[list].indexOf(milestoneId)];
    }
    default:
      return () => [];
  }
}

function warningsAbout(
  fact: InitiativeEvent,
  paths: Paths,
  after: InitiativeState,
  program: ProgramState,
  today: LocalDate,
): Warning<RefusalCode>[] {
  switch (fact.type) {
    case 'MilestonePlanned': {
      const { milestoneId, due } = fact.data;
      const field = [...paths('plan', milestoneId), 'due'];
      if (due < today) return [warn('DUE_IN_PAST', ...field)];
      return isLongAfterEnd(due, program) ? [warn('DUE_LONG_AFTER_END', ...field)] : [];
    }
    case 'MilestoneRescheduled': {
      const { milestoneId, from, forecast } = fact.data;
      const field = [...paths('reschedule', milestoneId), 'forecast'];
      if (from === forecast) return [warn('FORECAST_UNCHANGED', ...field)];
      return isLongAfterEnd(forecast, program) ? [warn('FORECAST_LONG_AFTER_END', ...field)] : [];
    }
    case 'MilestoneAchieved':
      return achievementWarnings(fact.data, paths('achieve', fact.data.milestoneId), after, program);
    default:
      return [];
  }
}

const isLongAfterEnd = (date: LocalDate, program: ProgramState): boolean => date > addDays(endsOn(program), LONG_AFTER_END);

function achievementWarnings(
  { milestoneId, on, evidence }: Extract<InitiativeEvent, { type: 'MilestoneAchieved' }>['data'],
  path: Path,
  after: InitiativeState,
  program: ProgramState,
): Warning<RefusalCode>[] {
  const baseline = baselineOf(after.milestones.find(({ id }) => id === milestoneId)!);
  const isLongBefore = on < addDays(baseline, -driftPolicy(program).halfLifeDays);
  const othersHaveEvidence = after.milestones.some(
    (other) => other.id !== milestoneId && standingAchievement(other)?.evidence !== undefined,
  );
  return [
    ...(on < program.startsOn ? [warn('ACHIEVED_BEFORE_START', ...path, 'achievedOn')] : []),
    ...(isLongBefore ? [warn('ACHIEVED_LONG_BEFORE_BASELINE', ...path, 'achievedOn')] : []),
    ...(evidence === undefined && othersHaveEvidence ? [warn('ACHIEVED_WITHOUT_EVIDENCE', ...path, 'evidence')] : []),
  ];
}
