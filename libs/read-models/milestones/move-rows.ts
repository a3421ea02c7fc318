import type { Row } from '#event-sourcing/folds/projection.js';
import { daysBetween } from '#domain/calendar.js';
import type { InitiativeState, Milestone } from '#domain/initiative/state.js';

/** A milestone whose forecast was not moved again keeps the same row objects. */
const rowsByMoves = new WeakMap<Milestone['reschedules'], readonly Row[]>();

/** For each milestone and each reason for which its forecast was moved: how often, and by how many days to later dates in all. */
export const moveRows = (initiative: InitiativeState): readonly Row[] =>
  initiative.milestones.flatMap(({ id, reschedules }) => {
    const known = rowsByMoves.get(reschedules);
    if (known) return known;
    const sums = new Map<string, { moves: number; days: number }>();
    for (const { from, to, reasonCode } of reschedules) {
      const sum = sums.get(reasonCode) ?? { moves: 0, days: 0 };
      sums.set(reasonCode, { moves: sum.moves + 1, days: sum.days + daysBetween(from, to) });
    }
    const rows = [...sums].map(([reason, sum]): Row => ({ initiative_id: initiative.id, milestone_id: id, reason, ...sum }));
    rowsByMoves.set(reschedules, rows);
    return rows;
  });
