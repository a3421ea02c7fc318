import { later, type LocalDate } from '../calendar.js';
import { standingAchievement, withdrawnSince, type InitiativeState, type Milestone } from '../initiative/state.js';
import type { Balance } from './balance.js';
import { allOf, type Steps } from '../steps.js';
import { sweeping } from './sweep/sweep.js';
import type { SweptProgram } from './swept-program.js';

/** Runs {@link lookingAhead} to the end. */
export const outlook = (...over: Parameters<typeof lookingAhead>): readonly (Balance | null)[] => allOf(lookingAhead(...over));

/**
 * The balances on these dates, as known now, if today's forecasts come true: every open milestone with a forecast of today or later is
 * achieved on that day, and every later phase is entered at the planned end of the previous one, or today if that is past. A milestone
 * whose forecast is past stays open. Nothing is recorded. docs/balance.md, “Outlook”.
 * @param dates today or later, ascending
 */
export function* lookingAhead(
  program: SweptProgram,
  initiatives: readonly InitiativeState[],
  today: LocalDate,
  dates: readonly LocalDate[],
): Steps<readonly (Balance | null)[]> {
  const come = forecastsCome(today);
  const assumed: InitiativeState[] = [];
  for (const initiative of initiatives) {
    assumed.push(come(initiative));
    yield;
  }
  return yield* sweeping(enteredOnTime(program, today), assumed, dates, 'AS_KNOWN_NOW');
}

function enteredOnTime(program: SweptProgram, today: LocalDate): SweptProgram {
  const plan = program.plans[program.plans.length - 1]!.value;
  const last = program.entries[program.entries.length - 1];
  const next = last ? plan.findIndex(({ key }) => key === last.phase) + 1 : 1;
  const assumed = plan.slice(next).map(({ key }, i) => ({ phase: key, on: later(plan[next + i - 1]!.endsOn, today), known: today }));
  return { ...program, entries: [...program.entries, ...assumed] };
}

const forecastsCome =
  (today: LocalDate) =>
  (initiative: InitiativeState): InitiativeState => {
    const comes = (milestone: Milestone): boolean =>
      milestone.forecast >= today && !standingAchievement(milestone) && withdrawnSince(initiative, milestone) === undefined;
    const achieved = (milestone: Milestone): Milestone => {
      const assumed = { on: milestone.forecast, known: today, by: '', at: '' };
      return { ...milestone, achievements: [...milestone.achievements, assumed] };
    };
    return { ...initiative, milestones: initiative.milestones.map((milestone) => (comes(milestone) ? achieved(milestone) : milestone)) };
  };
