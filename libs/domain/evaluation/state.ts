import type { Recorded } from '#event-sourcing/event.js';
import { evolveBy, typesIn, type EvolveSteps } from '#event-sourcing/commands/tables.js';
import { daysBetween, type LocalDate } from '../calendar.js';
import type { EvaluationEvent } from './events.js';
import { COUNTED_AFTER_DAYS, remembered, signalKey, type SignalState } from './signals.js';

export type EvaluationState =
  | { readonly status: 'NONE' }
  | {
      readonly status: 'EVALUATED';
      /** The last evaluation's date. */
      readonly on: LocalDate;
      /** The date of the last counted evaluation. */
      readonly countedOn: LocalDate;
      /** The signals by `signalKey`. */
      readonly signals: Readonly<Record<string, SignalState>>;
    };

export const neverEvaluated: EvaluationState = { status: 'NONE' };

/** Whether an evaluation is counted: the first one is, later ones only some days after the last counted one. */
export const counts = (state: EvaluationState, on: LocalDate): boolean =>
  state.status === 'NONE' || daysBetween(state.countedOn, on) >= COUNTED_AFTER_DAYS;

const steps: EvolveSteps<EvaluationState, EvaluationEvent> = {
  BalanceEvaluated: (state, { id, data: { on, signals } }) => {
    const counted = counts(state, on);
    const before = state.status === 'NONE' ? {} : state.signals;
    const after = signals.map((reading) => [signalKey(reading), remembered(reading, before[signalKey(reading)], id, counted)] as const);
    return {
      status: 'EVALUATED',
      on,
      countedOn: counted || state.status === 'NONE' ? on : state.countedOn,
      signals: Object.fromEntries(after),
    };
  },
};

export const EVALUATION_EVENTS = typesIn(steps);

export const evolve = (state: EvaluationState, event: Recorded<EvaluationEvent>): EvaluationState => evolveBy(steps, state, event);
