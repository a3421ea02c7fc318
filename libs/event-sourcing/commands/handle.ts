import { isRefusal, type Circumstances, type Command, type Decider, type Refusal, type Warning } from './decider.js';
import type { EventMetadata, Fact, NewEvent, Position, StoredEvent } from '../event.js';
import { EventStoreError, type AppendResult, type EventStore } from '../store/event-store.js';
import { advanced, type Fold, type FoldedStream } from '../folds/folded.js';
import type { Folds } from '../folds/folds.js';
import { stamped, timesOf, type Times, type When } from './stamp.js';
import { storedCommand } from './stored-command.js';
import type { KeyedMutex } from '#async/keyed-mutex.js';

/** The dependencies that the commands of one process share. */
export interface WriteSide {
  readonly store: EventStore;
  readonly folds: Folds;
  readonly turns: KeyedMutex;
  /** Returns the current time, RFC 3339 in UTC with milliseconds. */
  readonly now: () => string;
}

/** The program that a command belongs to. */
export interface ProgramOf<Program> {
  readonly id: string;
  /** The program's stream; undefined if the command's own stream is the program's. */
  readonly stream?: string;
  readonly fold: Fold<Program>;
}

/** The mark of a command that its actor may give only as an administrator, without a role in the program. */
export interface AsAdministrator {
  readonly asAdministrator: true;
}

/** The answer to whether the actor has the right; undefined: yes, and there is nothing to mark. */
export type Right = Refusal | AsAdministrator | undefined;

/** One command with everything that its handling needs. */
export interface CommandToHandle<C extends Command, State, F extends Fact, Program> {
  readonly stream: string;
  readonly decider: Decider<C, State, F, Program>;
  readonly command: C;
  readonly commandId: string;
  readonly commandHash: string;
  readonly actor: string;
  readonly correlationId: string;
  readonly causationId?: string;
  /** Given by the client: the stream must still have this revision. */
  readonly expectedRevision?: number;
  readonly when: When;
  /** Finds the program of the command from the state or the command. */
  program(state: State): ProgramOf<Program> | Refusal;
  /** Refuses unless the stream and the program exist and the actor has the right now; says so if it is only an administrator's right. */
  allow(state: State, program: Program, now: string): Right | Promise<Right>;
  /** Looks up what `decide` needs of other streams. Called once the command is known to be new and allowed. */
  complete?(command: C, program: Program): Promise<C | Refusal>;
  /** The date of an instant in the program's time zone. */
  dateAt(instant: string, program: Program): string;
}

export interface Receipt {
  readonly stream: string;
  /** The revision of the stream's last event after the command; -1: the stream has none. */
  readonly revision: number;
  /** The position of the last event that the command stored; if it stored none, of the stream's last event. */
  readonly position: Position | null;
  /** How many events the command stored; 0: nothing changed. */
  readonly events: number;
}

export type Handled =
  /** `repeated`: the command had been executed before; the receipt is the first one, without the warnings of the first answer. */
  | { readonly receipt: Receipt; readonly repeated?: true; readonly warnings?: readonly Warning[] }
  /** `conflict`: with the code CONFLICT, the first event after the revision that the client expected. */
  | { readonly refusal: Refusal & { readonly conflict?: StoredEvent } };

const ATTEMPTS = 8;

/**
 * Handles a command from reading to the receipt: read the streams, find an earlier execution, authorise and decide, append at the revision
 * read. If another process appends in between, all of it is repeated, here and nowhere else; STREAM_BUSY after several conflicts.
 * @throws EventStoreError if the store fails; sending the command again then tells whether it was executed
 */
export const handle = <C extends Command, State, F extends Fact, Program>(
  write: WriteSide,
  order: CommandToHandle<C, State, F, Program>,
): Promise<Handled> => write.turns.take(order.stream, () => new CommandHandling(write, order).attempts());

class CommandHandling<C extends Command, State, F extends Fact, Program> {
  constructor(
    private readonly write: WriteSide,
    private readonly order: CommandToHandle<C, State, F, Program>,
  ) {}

  async attempts(): Promise<Handled> {
    const { folds } = this.write;
    const { stream, decider } = this.order;
    const fold = decider as Fold<State>;
    let own = await folds.known(stream, fold);
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const handled = await this.once(own);
      if (handled && 'receipt' in handled && handled.receipt.events > 0) return handled;
      // Nothing was appended, so no expected revision has protected the answer: it is valid only if the stream is still at the revision
      // read.
      const now = await folds.fresh(stream, fold);
      if (handled && now.revision === own.revision) return handled;
      own = now;
    }
    return { refusal: { refused: 'STREAM_BUSY' } };
  }

  /** One attempt; undefined: another process appended to the stream. */
  private async once(own: FoldedStream<State>): Promise<Handled | undefined> {
    const { write, order } = this;
    const before = await this.doneBefore(own);
    if (before) return before;

    const of = order.program(own.state);
    if (isRefusal(of)) return { refusal: of };
    // A command on the program's own stream finds the program's state in the same fold.
    const program = of.stream === undefined ? (own.state as unknown as Program) : (await write.folds.fresh(of.stream, of.fold)).state;
    const now = write.now();
    const judged = order.allow(own.state, program, now);
    // Most are judged at once, and then nothing waits.
    const right = judged instanceof Promise ? await judged : judged;
    if (isRefusal(right)) return { refusal: right };
    const { expectedRevision: expected } = order;
    if (expected !== undefined && expected > own.revision) return { refusal: { refused: 'REVISION_UNKNOWN', field: ['expectedRevision'] } };
    if (expected !== undefined && expected < own.revision) return this.conflict(expected);
    const times = timesOf(order.when, now, own);
    if (isRefusal(times)) return { refusal: times };

    const command = order.complete ? await order.complete(order.command, program) : order.command;
    if (isRefusal(command)) return { refusal: command };
    const circumstances = circumstancesOf(order, times, order.dateAt(times.occurredAt, program));
    const facts = order.decider.decide(command, own.state, program, circumstances);
    if (isRefusal(facts)) return { refusal: facts };
    const { stream } = order;
    if (facts.length === 0) return { receipt: { stream, revision: own.revision, position: own.position, events: 0 } };
    const appended = await this.append(own, stamped(stream, facts, metadataOf(order, of.id, times, circumstances.today, right)));
    const warnings = order.decider.warnings?.(command, facts, own.state, program, circumstances) ?? [];
    return appended && 'receipt' in appended && warnings.length > 0 ? { ...appended, warnings } : appended;
  }

  private async doneBefore(own: FoldedStream<State>): Promise<Handled | undefined> {
    const { stream, commandId, actor, commandHash } = this.order;
    const done = await storedCommand(this.write.store, stream, own.commands, commandId);
    if (!done) return undefined;
    if (done.actor !== actor || done.commandHash !== commandHash) return { refusal: { refused: 'COMMAND_ID_REUSED' } };
    const { revision, position, events } = done;
    return { receipt: { stream, revision, position, events }, repeated: true };
  }

  private async conflict(expected: number): Promise<Handled> {
    for await (const [event] of this.write.store.read(this.order.stream, expected < 0 ? { limit: 1 } : { after: expected, limit: 1 }))
      if (event) return { refusal: { refused: 'CONFLICT', conflict: event } };
    return { refusal: { refused: 'CONFLICT' } };
  }

  private async append(own: FoldedStream<State>, events: readonly NewEvent<F>[]): Promise<Handled | undefined> {
    const { store, folds } = this.write;
    const { stream, decider } = this.order;
    let appended: AppendResult;
    try {
      appended = await store.append(stream, events, { expectedRevision: own.revision < 0 ? 'none' : own.revision });
    } catch (failure) {
      if (failure instanceof EventStoreError && failure.code === 'EVENT_TOO_LARGE') return { refusal: { refused: failure.code } };
      folds.forget(stream);
      throw failure;
    }
    if (!appended.ok) {
      // The stream has fewer events than before: an older backup of the store was restored.
      if (appended.actual === 'none' || appended.actual < own.revision) folds.forget(stream);
      return undefined;
    }
    const { revision, position } = appended;
    const stored = events.map(({ id, type, data, metadata }, index): StoredEvent => ({
      id,
      type,
      data,
      metadata,
      stream,
      revision: own.revision + 1 + index,
      position,
    }));
    folds.keep(stream, advanced(decider as Fold<State>, own, stored));
    return { receipt: { stream, revision, position, events: events.length } };
  }
}

function circumstancesOf(
  order: { readonly actor: string; readonly commandId: string; readonly when: When },
  times: Times,
  today: string,
): Circumstances {
  const { actor, commandId, when } = order;
  const from = when.kind === 'now' ? undefined : when.from;
  return { actor, commandId, occurredAt: times.occurredAt, today, ...(from === undefined ? {} : { importedFrom: from }) };
}

type Marked = Pick<
  CommandToHandle<Command, unknown, Fact, unknown>,
  'actor' | 'commandId' | 'commandHash' | 'correlationId' | 'causationId' | 'when'
>;

function metadataOf(order: Marked, programId: string, times: Times, occurredOn: string, right?: AsAdministrator): EventMetadata {
  const { actor, commandId, commandHash, correlationId, causationId, when } = order;
  const { occurredAt, recordedAt } = times;
  const [from, by] = when.kind === 'now' ? [] : [when.from, when.by];
  // Members in canonical order, so that the canonical form needs no sorting.
  return {
    actor,
    ...(right?.asAdministrator ? { asAdministrator: true as const } : {}),
    ...(causationId === undefined ? {} : { causationId }),
    commandHash,
    commandId,
    correlationId,
    ...(by === undefined ? {} : { importedBy: by }),
    ...(from === undefined ? {} : { importedFrom: from }),
    occurredAt,
    occurredOn,
    programId,
    recordedAt,
  };
}
