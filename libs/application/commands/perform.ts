import { commandHash } from '#event-sourcing/commands/command-hash.js';
import { isRefusal, type Command, type Refusal } from '#event-sourcing/commands/decider.js';
import type { Fact } from '#event-sourcing/event.js';
import { handle, type Handled, type CommandToHandle, type ProgramOf, type Right, type WriteSide } from '#event-sourcing/commands/handle.js';
import type { When } from '#event-sourcing/commands/stamp.js';
import { newUuid, uuidFrom } from '#event-sourcing/uuid.js';
import { dateAt } from '#domain/calendar.js';
import { programDecider } from '#domain/program/decide.js';
import { noInitiative } from '#domain/initiative/state.js';
import type { Program } from '#domain/program/state.js';
import { refuse } from '#domain/refusals.js';
import { programStream, timeZoneOf, type Aggregate } from './aggregate.js';
import { EVENKEEL, type CommandOutcome, type CommandRequest } from './command.js';
import type { Surroundings } from './look-ups.js';
import { isUnlimited, judge, seesAll, type AnyCommand } from './policy.js';

export type Perform = (request: CommandRequest) => Promise<CommandOutcome>;

/** The dependencies that the handlers of all aggregates share. */
export interface Writing {
  readonly write: WriteSide;
  readonly around: Surroundings;
}

/** Makes the function that executes the commands of an aggregate. */
export const performerOf =
  <C extends Command, State, F extends Fact>(aggregate: Aggregate<C, State, F>, { write, around }: Writing): Perform =>
  async (request) => {
    const order = orderOf(aggregate, request, around);
    return outcomeOf(await handle(write, order), order.command.data);
  };

/** Finds initiatives of programs that the principal may see: of others it must not even become known that they exist. */
const seenBy = ({ principal, sees }: CommandRequest, around: Surroundings): Surroundings => ({
  ...around,
  initiative: async (id) => {
    const found = await around.initiative(id);
    return found.status === 'NONE' || seesAll(principal) || !sees || (await sees(found.programId)) ? found : noInitiative;
  },
});

function outcomeOf(handled: Handled, data: object): CommandOutcome {
  if ('receipt' in handled) return { ...handled, input: data as Readonly<Record<string, unknown>> };
  const { refused, field, conflict } = handled.refusal;
  return { refusal: { code: refused, ...(field ? { field } : {}), ...(conflict ? { conflict } : {}) } };
}

function orderOf<C extends Command, State, F extends Fact>(
  aggregate: Aggregate<C, State, F>,
  request: CommandRequest,
  around: Surroundings,
): CommandToHandle<C, State, F, Program> {
  const { type, input, principal, imported, expectedRevision, causationId } = request;
  const actor = imported?.actor ?? principal.id;
  const commandId = request.commandId ?? newUuid();
  const command = commandOf(aggregate, request, (role) => uuidFrom(actor, commandId, role));
  const charters = aggregate.charters?.(command) ?? false;
  const lookUp = aggregate.lookUps[type as C['type']];
  return {
    stream: aggregate.stream(command),
    decider: aggregate.decider,
    command,
    commandId,
    commandHash: commandHash(type, input),
    actor,
    correlationId: request.correlationId ?? commandId,
    ...(causationId === undefined ? {} : { causationId }),
    ...(expectedRevision === undefined ? {} : { expectedRevision }),
    when: whenOf(request),
    program: (state) => programOf(aggregate, command, state),
    allow: (state, program, now) => {
      if (program.status === 'NONE' && !charters) return refuse('PROGRAM_NOT_FOUND', 'programId');
      return rightOf(aggregate, request, command, state, program, now);
    },
    ...(lookUp ? { complete: (sent: C, program: Program) => completed(sent, program, lookUp, seenBy(request, around)) } : {}),
    dateAt: (instant, program) => dateIn(instant, aggregate.timeZone?.(command) ?? timeZoneOf(program)),
  };
}

/** Whether the principal has the right to the command. Who may not know that its object exists gets the answer for one that does not. */
function rightOf<C extends Command, State, F extends Fact>(
  aggregate: Aggregate<C, State, F>,
  { principal, sees, isPmo: isPmoElsewhere, imported }: CommandRequest,
  command: C,
  state: State,
  program: Program,
  now: string,
): Right | Promise<Right> {
  // What is imported is marked as imported, by whom too.
  if (principal === EVENKEEL || (imported && principal.administrator && isUnlimited(principal))) return undefined;
  const chartered = program.status === 'NONE' || aggregate.charters?.(command) ? undefined : program;
  const today = dateIn(now, timeZoneOf(program));
  const { initiative, drift } = aggregate.about(state);
  const setting = { program: chartered, initiative, drift, today, isPmoElsewhere };
  switch (judge(principal, command as Command as AnyCommand, setting)) {
    case 'ALLOWED':
      return undefined;
    case 'AS_ADMINISTRATOR':
      return { asAdministrator: true };
    case 'FORBIDDEN':
      return refuse('FORBIDDEN');
    case 'UNSEEN':
      if (!chartered || !sees) return aggregate.notFound(command);
      return sees(chartered.id).then((seen) => (seen ? refuse('FORBIDDEN') : aggregate.notFound(command)));
  }
}

function commandOf<C extends Command>(
  { madeIds }: Pick<Aggregate<C, unknown, Fact>, 'madeIds'>,
  { type, input, folded }: CommandRequest,
  make: (role: string) => string,
): C {
  // The API's schema or the importer has checked the form of the input; deciders check its meaning.
  const sent = (folded ? { ...input, ...folded } : input) as C['data'];
  const fill = madeIds[type as C['type']] as ((sent: C['data'], make: (role: string) => string) => C['data']) | undefined;
  return { type, data: fill ? fill(sent, make) : sent } as C;
}

function programOf<C extends Command, State, F extends Fact>(
  aggregate: Aggregate<C, State, F>,
  command: C,
  state: State,
): ProgramOf<Program> | Refusal {
  const id = aggregate.programId(command, state);
  if (isRefusal(id)) return id;
  return { id, fold: programDecider, ...(aggregate.isProgram ? {} : { stream: programStream(id) }) };
}

async function completed<C extends Command>(
  command: C,
  program: Program,
  lookUp: (data: never, program: Program, around: Surroundings) => Promise<object>,
  around: Surroundings,
): Promise<C | Refusal> {
  const data = await lookUp(command.data as never, program, around);
  return isRefusal(data) ? data : { ...command, data };
}

function whenOf({ principal, imported, following }: CommandRequest): When {
  if (imported) return { kind: 'imported', at: imported.occurredAt, from: imported.from, by: principal.id };
  if (!following) return { kind: 'now' };
  const { occurredAt: at, importedFrom: from, importedBy: by } = following;
  return { kind: 'following', at, ...(from === undefined ? {} : { from }), ...(by === undefined ? {} : { by }) };
}

/** The date of an instant in a zone. A command may name a zone that does not exist; the decider refuses it whatever the date. */
function dateIn(instant: string, timeZone: string): string {
  try {
    return dateAt(instant, timeZone);
  } catch {
    return dateAt(instant, 'UTC');
  }
}
