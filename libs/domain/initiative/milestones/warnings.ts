import type { Circumstances, Warning } from '#event-sourcing/commands/decider.js';
import { addDays, type LocalDate } from '../../calendar.js';
import { driftPolicy, endsOn, type ProgramState } from '../../program/state.js';
import { type RefusalCode, warn } from '../../refusals.js';
import type { InitiativeCommand } from '../commands.js';
import type { InitiativeEvent } from '../events.js';
import { isImport } from './plausible-dates.js';
import { baselineOf, type Initiative, type Milestone, standingAchievement } from '../state.js';

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
  const about = { paths: pathsOf(command), facts, milestones: state.status === 'NONE' ? [] : state.milestones, program, today: at.today };
  return facts.flatMap((fact) => warningsAbout(fact, about));
}

/** What a fact is judged by: the milestones as they were before the command, and all that it records. */
interface About {
  readonly paths: Paths;
  readonly facts: readonly InitiativeEvent[];
  readonly milestones: readonly Milestone[];
  readonly program: ProgramState;
  readonly today: LocalDate;
}

type Path = readonly (string | number)[];
/** The paths of a milestone's values in the input; in a list they are found by its id. */
type Paths = (list: 'plan' | 'reschedule' | 'achieve', milestoneId: string) => Path;

function pathsOf(command: InitiativeCommand): Paths {
  switch (command.type) {
    case 'LaunchInitiative': {
      const places = new Map((command.data.milestones ?? []).map(({ id }, i) => [id, i]));
      return (_, milestoneId) => ['milestones', places.get(milestoneId)!];
    }
    case 'UpdateMilestones': {
      const { plan = [], reschedule = [], achieve = [] } = command.data;
      const places = {
        plan: new Map(plan.map(({ id }, i) => [id, i])),
        reschedule: new Map(reschedule.map(({ milestoneId }, i) => [milestoneId, i])),
        achieve: new Map(achieve.map(({ milestoneId }, i) => [milestoneId, i])),
      };
      return (list, milestoneId) => [list, places[list].get(milestoneId)!];
    }
    default:
      return () => [];
  }
}

function warningsAbout(fact: InitiativeEvent, about: About): Warning<RefusalCode>[] {
  const { paths, program, today } = about;
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
      return achievementWarnings(fact.data, about);
    default:
      return [];
  }
}

const isLongAfterEnd = (date: LocalDate, program: ProgramState): boolean => date > addDays(endsOn(program), LONG_AFTER_END);

type Achieved = Extract<InitiativeEvent, { type: 'MilestoneAchieved' }>;

function achievementWarnings(
  { milestoneId, on, evidence }: Achieved['data'],
  { paths, facts, milestones, program }: About,
): Warning<RefusalCode>[] {
  const path = paths('achieve', milestoneId);
  const known = milestones.find(({ id }) => id === milestoneId);
  const isLongBefore = on < addDays(known ? baselineOf(known) : dueOf(milestoneId, facts), -driftPolicy(program).halfLifeDays);
  const othersHaveEvidence = (): boolean =>
    milestones.some((other) => other.id !== milestoneId && standingAchievement(other)?.evidence !== undefined) ||
    facts.some(({ type, data }) => type === 'MilestoneAchieved' && data.milestoneId !== milestoneId && data.evidence !== undefined);
  return [
    ...(on < program.startsOn ? [warn('ACHIEVED_BEFORE_START', ...path, 'achievedOn')] : []),
    ...(isLongBefore ? [warn('ACHIEVED_LONG_BEFORE_BASELINE', ...path, 'achievedOn')] : []),
    ...(evidence === undefined && othersHaveEvidence() ? [warn('ACHIEVED_WITHOUT_EVIDENCE', ...path, 'evidence')] : []),
  ];
}

/** The due date of a milestone that the same command plans. */
function dueOf(milestoneId: string, facts: readonly InitiativeEvent[]): LocalDate {
  const planned = facts.find(({ type, data }) => type === 'MilestonePlanned' && data.milestoneId === milestoneId);
  return (planned as Extract<InitiativeEvent, { type: 'MilestonePlanned' }>).data.due;
}
