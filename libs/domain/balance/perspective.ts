import { toDay, type DayNumber, type LocalDate } from '../calendar.js';
import type { PhaseEntry } from '../program/state.js';
import type { Perspective } from './balance.js';
import type { SweptProgram } from './swept-program.js';

/** A phase entry as a gate: while it counts, it releases milestones that were withdrawn before its date. */
export interface Gate {
  readonly phase: string;
  /** The date of the phase entry. */
  readonly on: DayNumber;
  /** The day from which the gate counts. */
  readonly from: DayNumber;
  /** The day from which the gate no longer counts, because its date was corrected; Infinity: never corrected. */
  readonly until: DayNumber;
}

/** A perspective on history, with the program's gates as they count under it. */
export interface ResolvedPerspective {
  /** AS_KNOWN_THEN: nothing counts before the day on which it became known. */
  readonly then: boolean;
  readonly gates: readonly Gate[];
}

/** The day from which a dated change counts: its own date; under AS_KNOWN_THEN not before it became known. */
export const countsFrom = (then: boolean, own: LocalDate, known: LocalDate): DayNumber => toDay(then && known > own ? known : own);

/**
 * Applies a perspective to a program's phase entries. Chartering enters the first phase on the start date; the other entries follow in
 * order.
 */
export function resolvePerspective(program: SweptProgram, perspective: Perspective): ResolvedPerspective {
  const then = perspective === 'AS_KNOWN_THEN';
  const { charteredOn, startsOn } = program;
  const first = program.plans[0]!.value[0]!.key;
  const charter: PhaseEntry = { phase: first, on: startsOn, known: charteredOn };
  const gates = [charter, ...program.entries].flatMap((entry) => gatesOf(entry, then));
  return { then, gates };
}

/**
 * The gates of a phase entry. Under AS_KNOWN_THEN, each date of a corrected entry counts from when it became known until the next one did.
 */
function gatesOf({ phase, on, known, wrongly = [] }: PhaseEntry, then: boolean): readonly Gate[] {
  const dates = then ? [...wrongly, { on, known }] : [{ on, known }];
  return dates.map((date, i): Gate => {
    const corrected = dates[i + 1]?.known;
    const until = corrected === undefined ? Infinity : toDay(corrected);
    return { phase, on: toDay(date.on), from: countsFrom(then, date.on, date.known), until };
  });
}

/** The version in force at the end of a day. Days before the first version get the first one; callers check whether the thing existed. */
export function inForce<T extends { readonly since: LocalDate }>(versions: readonly T[], day: DayNumber): T {
  for (let i = versions.length - 1; i > 0; i--) if (toDay(versions[i]!.since) <= day) return versions[i]!;
  return versions[0]!;
}
