import type { Balance } from '../balance/balance.js';
import { TOLERANCE } from '../balance/tolerance.js';
import type { Pillar } from '../pillars.js';
import type { DriftBounds, DriftPolicy } from '../program/events.js';
import type { DriftKind, SignalReading } from './events.js';

/**
 * An evaluation sooner than this after the last counted one updates z but is not counted, so that evaluating twice cannot open an episode.
 */
export const COUNTED_AFTER_DAYS = 4;
const DAYS_PER_LAMBDA = 7;

/** One of the nine signals of a program. */
export interface Signal {
  readonly kind: DriftKind;
  /** The pillar of the signal; null for LATE, which concerns the whole program. */
  readonly pillar: Pillar | null;
  readonly value: number;
}

/** The state of a signal between evaluations. */
export interface SignalState {
  readonly smoothed: number;
  readonly count: number;
  readonly open: boolean;
  /** The counted evaluations behind the count, oldest first. */
  readonly evidence: readonly string[];
}

export const signalKey = ({ kind, pillar }: { readonly kind: DriftKind; readonly pillar: Pillar | null }): string =>
  `${kind} ${pillar ?? ''}`;

/** BEHIND of each pillar, AHEAD of each pillar, LATE. */
export const signalsOf = ({ pillars, t }: Balance): readonly Signal[] => [
  ...pillars.map(({ pillar, lag }): Signal => ({ kind: 'BEHIND', pillar, value: lag })),
  ...pillars.map(({ pillar, lead }): Signal => ({ kind: 'AHEAD', pillar, value: lead })),
  { kind: 'LATE', pillar: null, value: 1 - t },
];

const boundsOf = (kind: DriftKind, { behind, ahead, late }: DriftPolicy): DriftBounds =>
  kind === 'BEHIND' ? behind : kind === 'AHEAD' ? ahead : late;

/** Exponential smoothing at uneven intervals: λ is the weight of a signal a week after the last. */
const smooth = (before: number, value: number, days: number, lambda: number): number =>
  before + (1 - (1 - lambda) ** (days / DAYS_PER_LAMBDA)) * (value - before);

/** The evaluation that a signal is read in. */
export interface EvaluationContext {
  readonly evaluationId: string;
  /** Days since the last evaluation. */
  readonly days: number;
  readonly counted: boolean;
  readonly policy: DriftPolicy;
}

/** Reads a signal in an evaluation. @param before undefined at the first evaluation */
export function read(
  signal: Signal,
  before: SignalState | undefined,
  { evaluationId, days, counted, policy }: EvaluationContext,
): SignalReading {
  const smoothed = before ? smooth(before.smoothed, signal.value, days, policy.lambda) : signal.value;
  const open = before?.open ?? false;
  const { opensAt, closesAt } = boundsOf(signal.kind, policy);
  const bound = open ? closesAt : opensAt;
  const beyond = open ? smoothed <= bound + TOLERANCE : smoothed >= bound - TOLERANCE;
  const soFar = before?.count ?? 0;
  const count = !counted ? soFar : beyond ? soFar + 1 : 0;
  const decided = counted && beyond && count >= policy.consecutive;
  const reading = { ...signal, smoothed, count, bound };
  if (!decided) return { ...reading, decision: null };
  return { ...reading, decision: open ? 'CLOSE' : 'OPEN', evidence: [...(before?.evidence ?? []), evaluationId] };
}

/** The state of a signal after a reading. After a decision the count starts again. */
export function remembered(
  { smoothed, count, decision }: SignalReading,
  before: SignalState | undefined,
  evaluationId: string,
  counted: boolean,
): SignalState {
  if (decision !== null) return { smoothed, count: 0, open: decision === 'OPEN', evidence: [] };
  const evidence = before?.evidence ?? [];
  const open = before?.open ?? false;
  if (!counted) return { smoothed, count, open, evidence };
  return { smoothed, count, open, evidence: count === 0 ? [] : [...evidence, evaluationId] };
}
