import { decide as decideDrift, DRIFT_COMMANDS } from '#domain/drift/decide.js';
import type { DriftCommand } from '#domain/drift/commands.js';
import { noDrift, type DriftState } from '#domain/drift/state.js';
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

/** What somebody looks at: a program, and one of its initiatives or its drift if it is about them. */
export interface Sighted {
  readonly program: ProgramState;
  readonly initiative?: InitiativeState;
  readonly drift?: DriftState;
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

function wouldRecord(principal: Principal, command: AnyCommand, at: Sighted): boolean {
  const facts = decisionOn(command, at, {
    actor: principal.id,
    commandId: COMMAND,
    occurredAt: `${at.today}T12:00:00.000Z`,
    today: at.today,
  });
  return !isRefusal(facts) && facts.length > 0;
}

function decisionOn(command: AnyCommand, { program, initiative, drift }: Sighted, circumstances: Circumstances) {
  if (isOfInitiative(command)) return decideInitiative(command, initiative ?? noInitiative, program, circumstances);
  if (isOfDrift(command)) return decideDrift(command, drift ?? noDrift, program, circumstances);
  return decideProgram(command as ProgramCommand, program, program, circumstances);
}

const isOfInitiative = (command: AnyCommand): command is InitiativeCommand =>
  (INITIATIVE_COMMANDS as readonly string[]).includes(command.type);

const isOfDrift = (command: AnyCommand): command is DriftCommand => (DRIFT_COMMANDS as readonly string[]).includes(command.type);
