import type { ProgramState } from '../program/state.js';

/** The members of a program's state that its balances depend on: if these and the initiatives are unchanged, so are the balances. */
export const SWEPT_OF_PROGRAM = [
  'startsOn',
  'charteredOn',
  'plans',
  'policies',
  'entries',
  'closures',
] as const satisfies (keyof ProgramState)[];

export type SweptProgram = Pick<ProgramState, (typeof SWEPT_OF_PROGRAM)[number]>;
