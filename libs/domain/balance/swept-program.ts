import type { ProgramState } from '../program/state.js';

/** All of a program that its balances depend on: where these are the same, beside the same initiatives, so are its balances. */
export const SWEPT_OF_PROGRAM = [
  'startsOn',
  'charteredOn',
  'plans',
  'policies',
  'entries',
  'closures',
] as const satisfies (keyof ProgramState)[];

export type SweptProgram = Pick<ProgramState, (typeof SWEPT_OF_PROGRAM)[number]>;
