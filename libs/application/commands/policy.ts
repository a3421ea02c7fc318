import type { Refusal } from '#event-sourcing/commands/decider.js';
import type { Program } from '#domain/program/state.js';
import { refuse } from '#domain/refusals.js';
import type { Principal } from './command.js';

/** Decides who may do what, for every command. Until roles exist, the administrator may do everything and nobody else anything. */
export function allow(principal: Principal, _state: unknown, _program: Program): Refusal | undefined {
  return principal.administrator ? undefined : refuse('FORBIDDEN');
}
