import type { Row } from '#event-sourcing/folds/projection.js';
import type { InitiativeState, Milestone } from '#domain/initiative/state.js';
import { wordOfId, wordsOf } from './words.js';

/** A milestone that did not change keeps the same row objects, so that comparing two lists costs one comparison for each row. */
const rowsByMilestone = new WeakMap<Milestone, readonly Row[]>();

/** The number of an initiative's own words; those of its milestones are numbered from 1 in the order of planning. */
const OWN = 0;

/** The words of an initiative and its milestones. */
export const wordRows = (initiative: InitiativeState): readonly Row[] => [
  ...rowsOf(initiative, initiative.id, OWN),
  ...initiative.milestones.flatMap((milestone, i) => {
    let rows = rowsByMilestone.get(milestone);
    if (!rows) rowsByMilestone.set(milestone, (rows = rowsOf(milestone, initiative.id, i + 1)));
    return rows;
  }),
];

const rowsOf = ({ id, title }: { readonly id: string; readonly title: string }, initiativeId: string, nth: number): readonly Row[] =>
  withId(title, id).map((word) => ({ word, initiative_id: initiativeId, nth }));

/** The words of a title and its id, each once. */
export const withId = (title: string, id: string): readonly string[] => [...new Set([...wordsOf(title), wordOfId(id)])];
