import type { Balance } from '../balance/balance.js';
import { TOLERANCE } from '../balance/tolerance.js';
import type { Pillar } from '../pillars.js';
import type { DriftBounds, DriftPolicy } from '../program/events.js';
import type { DriftKind, SignalReading } from './events.js';

/** Fewer days after the last counted evaluation, and one moves z alone: nobody opens an episode by pressing twice. */
export const COUNTED_AFTER_DAYS = 4;
const DAYS_PER_LAMBDA = 7;

/** One of the nine signals of a program. */
export interface Signal {
  readonly kind: DriftKind;
  /** null for LATE. */
  readonly pillar: Pillar | null;
  readonly value: number;
}

/** What is remembered of a signal from one evaluation to the next. */
export interface SignalState {
  readonly smoothed: number;
  readonly count: number;
  readonly open: boolean;
  /** The counted evaluations that the count stands for, oldest first. */
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

/** When and as what an evaluation is made. */
export interface EvaluationContext {
  readonly evaluationId: string;
  /** Since the last evaluation. */
  readonly days: number;
  readonly counted: boolean;
  readonly policy: DriftPolicy;
}

/** What an evaluation makes of a signal. @param before undefined at the first evaluation */
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

/** What is remembered of a reading. After a decision the count starts anew. */
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
