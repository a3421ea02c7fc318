import type { Pillar } from '../design/pillar';
import type { PlainDate } from '../language/dates';

export interface DriftStretch {
  readonly id: string;
  readonly kind: 'BEHIND' | 'AHEAD' | 'LATE';
  readonly pillar: Pillar | null;
  readonly openedOn: PlainDate;
  readonly closedOn: PlainDate | null;
}

interface PhaseSpan {
  readonly key: string;
  readonly name: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** The phases as they were lived, within a range: each from the day it was entered to the next entry, the last to the end of the range. */
export function phaseSpans(
  phases: readonly { readonly key: string; readonly name: string; readonly enteredOn: PlainDate | null }[],
  from: PlainDate,
  to: PlainDate,
): PhaseSpan[] {
  const entered = phases.flatMap(({ key, name, enteredOn }) => (enteredOn === null ? [] : [{ key, name, enteredOn }]));
  return entered.flatMap(({ key, name, enteredOn }, index) => {
    const end = entered[index + 1]?.enteredOn ?? to;
    const span = { key, name, from: enteredOn < from ? from : enteredOn, to: end > to ? to : end };
    return span.from < span.to ? [span] : [];
  });
}

/** The drift episodes that touch a range, cut to it. */
export const stretchesIn = (
  episodes: readonly DriftStretch[],
  from: PlainDate,
  to: PlainDate,
): (DriftStretch & { start: PlainDate; end: PlainDate })[] =>
  episodes
    .map((episode) => ({
      ...episode,
      start: episode.openedOn < from ? from : episode.openedOn,
      end: episode.closedOn === null || episode.closedOn > to ? to : episode.closedOn,
    }))
    .filter(({ start, end }) => start < end)
    .sort((one, other) => (one.start < other.start ? -1 : 1));

/** What happened after one date up to the next, as the rows of a table tell it. */
export const eventsBetween = (
  events: readonly { readonly on: PlainDate; readonly text: string }[],
  after: PlainDate | undefined,
  to: PlainDate,
): string[] => events.filter(({ on }) => (after === undefined || on > after) && on <= to).map(({ text }) => text);
