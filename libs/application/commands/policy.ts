import type { Refusal } from '#event-sourcing/decider.js';
import type { Program } from '#domain/program/state.js';
import { refuse } from '#domain/refusals.js';
import type { Principal } from './command.js';

/** Who may do what, asked inside every command. Until roles arrive the administrator may do all and nobody else anything. */
export function allow(principal: Principal, _state: unknown, _program: Program): Refusal | undefined {
  return principal.administrator ? undefined : refuse('FORBIDDEN');
}
