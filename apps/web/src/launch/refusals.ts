import type { Refusal } from '../graphql/outcome';
import { COLUMNS, type Column } from './table';

/** What the api says of the cells of the milestones, by the index of the milestone, and what it says of the rest. */
export function cellRefusals(refusals: readonly Refusal[]): {
  readonly cells: ReadonlyMap<number, Partial<Record<Column, string>>>;
  readonly others: readonly Refusal[];
} {
  const cells = new Map<number, Partial<Record<Column, string>>>();
  const others: Refusal[] = [];
  for (const refusal of refusals) {
    const path = refusal.field ?? [];
    const at = path.indexOf('milestones');
    const index = Number(path[at + 1]);
    const column = COLUMNS.find((name) => name === path[at + 2]) ?? 'title';
    if (at >= 0 && Number.isInteger(index)) cells.set(index, { ...cells.get(index), [column]: refusal.message });
    else others.push(refusal);
  }
  return { cells, others };
}
