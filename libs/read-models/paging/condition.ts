import type { Cell } from '#event-sourcing/folds/projection.js';

/** A piece of SQL with the parameters for its `?`s, in order. */
export interface Condition {
  readonly sql: string;
  readonly parameters: readonly Cell[];
}

export const condition = (sql: string, ...parameters: Cell[]): Condition => ({ sql, parameters });

/** `column = ?`, or no condition without a value. */
export const equals = (column: string, value: Cell | undefined): readonly Condition[] =>
  value === null || value === undefined ? [] : [condition(`${column} = ?`, value)];

/** `column >= from and column <= to`; an undefined end is left out. */
export const between = (column: string, from: Cell | undefined, to: Cell | undefined): readonly Condition[] => [
  ...(from === null || from === undefined ? [] : [condition(`${column} >= ?`, from)]),
  ...(to === null || to === undefined ? [] : [condition(`${column} <= ?`, to)]),
];

/** `column in (…)`; nothing matches an empty list. */
export const isIn = (column: string, values: readonly Cell[]): Condition =>
  values.length === 0 ? condition('1 = 0') : condition(`${column} in (${values.map(() => '?').join(', ')})`, ...values);

/** `column in (…)`, or no condition without a list. */
export const isAmong = (column: string, values: readonly Cell[] | null | undefined): readonly Condition[] =>
  values === null || values === undefined ? [] : [isIn(column, values)];

export const every = (conditions: readonly Condition[]): Condition => ({
  sql: conditions.length === 0 ? '1 = 1' : conditions.map(({ sql }) => `(${sql})`).join(' and '),
  parameters: conditions.flatMap(({ parameters }) => parameters),
});

/** True if any of the conditions is; false without conditions. */
export const any = (conditions: readonly Condition[]): Condition => ({
  sql: conditions.length === 0 ? '1 = 0' : conditions.map(({ sql }) => `(${sql})`).join(' or '),
  parameters: conditions.flatMap(({ parameters }) => parameters),
});
