import { isRefusal, type Refusal } from '#event-sourcing/commands/decider.js';
import type { EventStore } from '#event-sourcing/store/event-store.js';
import { advanced, notFolded, type Fold } from '#event-sourcing/folds/folded.js';
import { dateAt } from '#domain/calendar.js';
import { evaluationDecider } from '#domain/evaluation/decide.js';
import type { InitiativeCommand } from '#domain/initiative/commands.js';
import { initiativeDecider } from '#domain/initiative/decide.js';
import { programDecider } from '#domain/program/decide.js';
import { refuse } from '#domain/refusals.js';
import { programStream, timeZoneOf } from '../commands/aggregate.js';
import { evaluationStream, initiativeStream } from '../commands/aggregates.js';
import type { LineCommand } from './line-command.js';

/**
 * Whether a status line says only what was already known at its instant. Such a line stored no event when it first came, so when its file
 * comes again nothing identifies it; instead this checks what the line would have stored at that time.
 */
export async function saidBefore(store: EventStore, programId: string, line: LineCommand): Promise<boolean> {
  const { status, type, input, folded, actor, commandId, occurredAt } = line;
  if (!status) return false;
  const program = await known(store, programStream(programId), programDecider, occurredAt);
  const initiative = await known(store, initiativeStream(status.initiativeId), initiativeDecider, occurredAt);
  const command = { type, data: { ...input, ...folded } } as InitiativeCommand;
  const today = dateAt(occurredAt, timeZoneOf(program));
  const facts = initiativeDecider.decide(command, initiative, program, { actor, commandId, occurredAt, today });
  return !isRefusal(facts) && facts.length === 0;
}

/**
 * The refusal of a line that is earlier than its stream's last event. If another line did the same before, the refusal says that instead.
 */
export async function tooLate(store: EventStore, programId: string, { type, input }: LineCommand): Promise<Refusal> {
  if (type === 'CharterProgram') return refuse('PROGRAM_ALREADY_CHARTERED', 'id');
  if (type === 'EnterPhase') {
    const program = await known(store, programStream(programId), programDecider);
    if (program.status !== 'NONE' && program.entries.some(({ phase }) => phase === input['phase']))
      return refuse('PHASE_ALREADY_ENTERED', 'phase');
  }
  if (type === 'EvaluateBalance') {
    const evaluations = await known(store, evaluationStream(programId), evaluationDecider);
    if (evaluations.status !== 'NONE' && evaluations.on >= String(input['on'])) return refuse('EVALUATION_NOT_LATER', 'on');
  }
  return refuse('OCCURRED_BEFORE_LAST');
}

export interface Charter {
  /** When the charter became known, RFC 3339 in UTC with milliseconds. */
  readonly knownAt: string;
  /** Whether the charter came from an imported history. */
  readonly imported: boolean;
}

/** The charter of a program; undefined: it is not chartered. */
export async function charterOf(store: EventStore, programId: string): Promise<Charter | undefined> {
  const program = await known(store, programStream(programId), programDecider);
  return program.status === 'NONE' ? undefined : { knownAt: program.charteredAt, imported: program.importedFrom !== undefined };
}

/** Folds what was known of a stream at an instant; default: now. */
export async function known<State>(store: EventStore, stream: string, fold: Fold<State>, at?: string): Promise<State> {
  let folded = notFolded(fold);
  for await (const page of store.read(stream)) {
    const until = at === undefined ? page : page.filter(({ metadata }) => metadata.occurredAt <= at);
    folded = advanced(fold, folded, until);
    if (until.length < page.length) break;
  }
  return folded.state;
}
