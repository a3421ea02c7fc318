import { isRefusal, type Circumstances } from '#event-sourcing/commands/decider.js';
import { decide as decideInitiative, INITIATIVE_COMMANDS } from '#domain/initiative/decide.js';
import { noInitiative, type InitiativeState } from '#domain/initiative/state.js';
import type { InitiativeCommand } from '#domain/initiative/commands.js';
import type { LocalDate } from '#domain/calendar.js';
import type { ProgramCommand } from '#domain/program/commands.js';
import { decide as decideProgram } from '#domain/program/decide.js';
import type { ProgramState } from '#domain/program/state.js';
import { uuidFrom } from '#event-sourcing/uuid.js';
import type { Principal } from '../commands/command.js';
import { judge, type AnyCommand } from '../commands/policy.js';

/** What somebody looks at: a program, and one of its initiatives if it is about one. */
export interface Sighted {
  readonly program: ProgramState;
  readonly initiative?: InitiativeState;
  /** Today in the program's time zone. */
  readonly today: LocalDate;
}

const COMMAND = uuidFrom('a command that is never sent');

/** Whether the policy permits one of these commands and its decider would record something: so a button for it would work. */
export const isPermitted = (principal: Principal, commands: readonly AnyCommand[], at: Sighted): boolean =>
  commands.some((command) => {
    const judged = judge(principal, command, at);
    return (judged === 'ALLOWED' || judged === 'AS_ADMINISTRATOR') && wouldRecord(principal, command, at);
  });

function wouldRecord(principal: Principal, command: AnyCommand, { program, initiative, today }: Sighted): boolean {
  const circumstances: Circumstances = { actor: principal.id, commandId: COMMAND, occurredAt: `${today}T12:00:00.000Z`, today };
  const facts = isOfInitiative(command)
    ? decideInitiative(command, initiative ?? noInitiative, program, circumstances)
    : decideProgram(command as ProgramCommand, program, program, circumstances);
  return !isRefusal(facts) && facts.length > 0;
}

const isOfInitiative = (command: AnyCommand): command is InitiativeCommand =>
  (INITIATIVE_COMMANDS as readonly string[]).includes(command.type);
