import { DeciderSpec } from '#testing/event-sourcing/given-when-then.js';
import { PILLAR_PAIRS, RULE, type Balance } from '../../balance/balance.js';
import { PILLARS, type Pillar } from '../../pillars.js';
import type { Program } from '../../program/state.js';
import { activeProgram, PROGRAM_ID } from '../../testing/program-history.js';
import type { EvaluateBalance, EvaluationCommand } from '../commands.js';
import { evaluationDecider } from '../decide.js';
import type { EvaluationEvent, MilestoneCounts } from '../events.js';
import type { EvaluationState } from '../state.js';

export const NO_MILESTONES: MilestoneCounts = { planned: 0, overdue: 0, achieved: 0, descoped: 0 };

/** A balance without problems except the given ones: lag and lead by pillar, T. */
export function balanceWith(on: string, { lag = {}, lead = {}, t = 1 }: Signals = {}): Balance {
  const pillar = (one: Pillar): Balance['pillars'][number] => ({
    pillar: one,
    plannedValue: 0,
    earnedValue: 0,
    scheduleVariance: 0,
    spi: null,
    earnedScheduleOn: null,
    scheduleDays: 0,
    lateDays: 0,
    oldestOpenBaseline: null,
    deliveryDays: 0,
    planned: 0,
    asked: 0,
    planFit: 1,
    planScheduleOn: null,
    planDays: 0,
    behindDays: 0,
    cause: null,
    standing: 1,
    lag: lag[one] ?? 0,
    lead: lead[one] ?? 0,
    slipDays: null,
  });
  return {
    on,
    phaseKey: 'INITIATE',
    t,
    c: 1,
    d: 1,
    level: 10,
    capped: false,
    cappedBy: null,
    weakest: null,
    weakestPillars: PILLARS,
    rule: RULE,
    nothingDueYet: true,
    pillars: PILLARS.map(pillar),
    synergies: PILLAR_PAIRS.map((pair) => ({ pair, c: 1, t: 1, d: 1 })),
  };
}

export interface Signals {
  readonly lag?: Partial<Record<Pillar, number>>;
  readonly lead?: Partial<Record<Pillar, number>>;
  readonly t?: number;
}

export const evaluate = (on: string, signals: Signals = {}): EvaluateBalance => ({
  type: 'EvaluateBalance',
  data: { programId: PROGRAM_ID, on, balance: balanceWith(on, signals), milestones: NO_MILESTONES },
});

/** A program from 2026-01-01 to 2027-12-31, chartered on 2026-06-01, which is today. */
export const evaluationSpec = new DeciderSpec<EvaluationCommand, EvaluationState, EvaluationEvent, Program>(evaluationDecider, {
  stream: `evaluation-${PROGRAM_ID}`,
  programId: PROGRAM_ID,
  program: activeProgram,
  today: '2026-12-31',
});
