import { toDay, type DayNumber, type LocalDate } from '../calendar.js';
import type { PhaseEntry } from '../program/state.js';
import type { Perspective } from './balance.js';
import type { SweptProgram } from './swept-program.js';

/** A phase entry that releases what was withdrawn before its own day, once it counts. */
export interface Gate {
  readonly phase: string;
  /** Its own day. */
  readonly on: DayNumber;
  /** The day from which it counts. */
  readonly from: DayNumber;
  /** The day from which it counts no more, because its date was known to be another one; Infinity where it was not corrected. */
  readonly until: DayNumber;
}

/** How history is looked at: the perspective, and the gates of the program as they count under it. */
export interface ResolvedPerspective {
  /** AS_KNOWN_THEN: nothing counts before the day on which it became known. */
  readonly then: boolean;
  readonly gates: readonly Gate[];
}

/** The day from which a dated change counts: its own, but as known then not before it became known. */
export const countsFrom = (then: boolean, own: LocalDate, known: LocalDate): DayNumber => toDay(then && known > own ? known : own);

/** Chartering enters the first phase on the start date; the entries follow in their order. */
export function resolvePerspective(program: SweptProgram, perspective: Perspective): ResolvedPerspective {
  const then = perspective === 'AS_KNOWN_THEN';
  const { charteredOn, startsOn } = program;
  const first = program.plans[0]!.value[0]!.key;
  const charter: PhaseEntry = { phase: first, on: startsOn, known: charteredOn };
  const gates = [charter, ...program.entries].flatMap((entry) => gatesOf(entry, then));
  return { then, gates };
}

/** As known then, an entry whose date was corrected counts with each date from when it became known, until the next one did. */
function gatesOf({ phase, on, known, wrongly = [] }: PhaseEntry, then: boolean): readonly Gate[] {
  const dates = then ? [...wrongly, { on, known }] : [{ on, known }];
  return dates.map((date, i): Gate => {
    const corrected = dates[i + 1]?.known;
    const until = corrected === undefined ? Infinity : toDay(corrected);
    return { phase, on: toDay(date.on), from: countsFrom(then, date.on, date.known), until };
  });
}

/** The version in force at the end of a day. The first reaches back: whoever may not see it asks whether the thing existed first. */
export function inForce<T extends { readonly since: LocalDate }>(versions: readonly T[], day: DayNumber): T {
  for (let i = versions.length - 1; i > 0; i--) if (toDay(versions[i]!.since) <= day) return versions[i]!;
  return versions[0]!;
}
