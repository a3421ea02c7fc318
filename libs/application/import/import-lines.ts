import { Inject, Injectable, Logger } from '@nestjs/common';
import { TimeSlices } from '#async/time-slices.js';
import { isRefusal, type Refusal } from '#event-sourcing/commands/decider.js';
import { EventDamagedError } from '#event-sourcing/store/event-damaged.js';
import { EVENT_STORE, type EventStore } from '#event-sourcing/store/event-store.js';
import { refusals, refuse, type RefusalCode } from '#domain/refusals.js';
import { CLOCK, type Clock } from '../clock.js';
import { CommandGateway } from '../commands/command-gateway.js';
import { evaluateDue } from './evaluate-due.js';
import { inLanes } from './lanes.js';
import { commandOfLine, type Importing, type LineCommand } from './line-command.js';
import { charterOf, saidBefore, tooLate, type Charter } from './known-then.js';
import { Report, type ImportedLines, type LineOutcome } from './report.js';

export type { ImportedLines, LineProblem } from './report.js';

export interface LinesToImport extends Importing {
  /** The number, in the file, of the first of the lines, for messages about them. */
  readonly firstLine: number;
  readonly lines: readonly unknown[];
  /** Whether these are the last lines of the history: then every due Sunday is evaluated. */
  readonly complete?: boolean;
}

interface NumberedCommand {
  readonly number: number;
  readonly command: LineCommand;
}

/** How often a line is tried whose refusal is only temporary, such as while the views are behind. */
const TRIES = 3;

/** The time slices of all imports of the process: after each slice of ten milliseconds other work runs. */
const slices = new TimeSlices(10);

/** Imports lines of a history file, each as one command and one append. */
@Injectable()
export class ImportStatusLines {
  private readonly log = new Logger('import');

  constructor(
    private readonly gateway: CommandGateway,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /**
   * Sends lines through the gateway in order; lines of different initiatives run side by side. A bad line is reported with its number and
   * affects no other line. A line that was imported before counts as unchanged.
   * @returns also how many Sundays were evaluated because the history is complete, at most 100
   * @throws EventStoreError if the store fails: sending all lines again is safe
   */
  async import({ lines, firstLine, complete = false, ...to }: LinesToImport): Promise<ImportedLines & { readonly evaluated: number }> {
    const report = new Report();
    const commands: NumberedCommand[] = [];
    for (const [index, line] of lines.entries()) {
      const wait = slices.turn(report);
      if (wait) await wait;
      const number = firstLine + index;
      const command = await this.attempted(number, () => commandOfLine(line, to));
      if (isRefusal(command)) {
        report.add(number, command);
        continue;
      }
      report.warn(number, command.warnings);
      commands.push({ number, command });
    }
    const previous = new Map<string, string>();
    let charter: Charter | undefined;
    for (const stretch of stretches(withoutLateCharters(commands, report))) {
      charter ??= await charterOf(this.store, to.programId);
      const inTime = stretch.filter((line) => isAfterCharter(line, charter, report));
      const turn = slices.turn(report);
      if (turn) await turn;
      await inLanes(inTime, laneOf, async ({ number, command }) => {
        // `await` only if there is something to wait for: otherwise all lanes would ask for their turn before the first has worked.
        const wait = slices.turn(report);
        if (wait) await wait;
        report.add(number, await this.attempted(number, () => this.outcome(command, to, previous)));
      });
    }
    const evaluated = complete ? await evaluateDue(this.store, this.gateway, to.programId, this.now()) : 0;
    return { ...report.sorted(), evaluated };
  }

  /** Catches an unexpected error of a line, logs it and reports the line as failed, so that the other lines continue. */
  private async attempted<T>(line: number, work: () => T | Promise<T>): Promise<T | Refusal> {
    try {
      return await work();
    } catch (error) {
      if (!isOfLine(error)) throw error;
      this.log.error({ err: error, line }, 'a line of an import failed');
      return refuse('LINE_FAILED');
    }
  }

  private async outcome(command: LineCommand, to: Importing, previous: Map<string, string>): Promise<LineOutcome> {
    const { status } = command;
    // Do not send this line: it would store no event by which it could be recognised when the file is imported again.
    if (status && previous.get(status.initiativeId) === status.key) return 'unchanged';
    const sent = await this.sent(command, to);
    const outcome = isSaidLate(sent) ? await this.late(command, to) : sent;
    if (status && !isRefusal(outcome)) previous.set(status.initiativeId, status.key);
    return outcome;
  }

  private async late(command: LineCommand, { programId }: Importing): Promise<LineOutcome> {
    return (await saidBefore(this.store, programId, command)) ? 'unchanged' : tooLate(this.store, programId, command);
  }

  private async sent(command: LineCommand, { principal, importedFrom }: Importing): Promise<LineOutcome> {
    const { type, input, folded, commandId, occurredAt, actor } = command;
    const imported = { from: importedFrom, actor, occurredAt };
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.gateway.execute({ type, input, ...(folded ? { folded } : {}), commandId, principal, imported });
      if ('receipt' in outcome) return outcome.receipt.events > 0 && !outcome.repeated ? 'accepted' : 'unchanged';
      const { code, field } = outcome.refusal;
      if (attempt === TRIES || !refusals[code as RefusalCode]?.retryable) return { refused: code, ...(field ? { field } : {}) };
    }
  }
}

/** Whether the error comes from the line itself, so that it would fail again; not an unavailable or full store. */
const isOfLine = (error: unknown): boolean =>
  error instanceof EventDamagedError || error instanceof TypeError || error instanceof RangeError;

const laneOf = ({ command }: { readonly command: LineCommand }): string => command.status?.initiativeId ?? 'program';

const isSaidLate = (outcome: LineOutcome): boolean => isRefusal(outcome) && outcome.refused === 'OCCURRED_BEFORE_LAST';

/**
 * Splits lines into stretches of status lines with each line of the program itself alone in between: lines after a gate or an evaluation
 * wait for it.
 */
function stretches(lines: readonly NumberedCommand[]): NumberedCommand[][] {
  const found: NumberedCommand[][] = [];
  let open = false;
  for (const line of lines) {
    const isStatus = line.command.status !== undefined;
    if (isStatus && open) found.at(-1)!.push(line);
    else found.push([line]);
    open = isStatus;
  }
  return found;
}

/** Rejects charter lines after other lines: a program is not chartered after something that happens in it. */
function withoutLateCharters(lines: readonly NumberedCommand[], report: Report): NumberedCommand[] {
  const first = lines.find(({ command }) => command.type !== 'CharterProgram')?.command.occurredAt;
  return lines.filter(({ number, command }) => {
    const isLate = command.type === 'CharterProgram' && first !== undefined && command.occurredAt > first;
    if (isLate) report.add(number, refuse('CHARTER_AFTER_LINE', 'at'));
    return !isLate;
  });
}

/**
 * Whether a line may be imported, given the charter. A history that contains its own charter must begin with it, even if it comes in parts.
 * History may be added before the charter of a program that was not imported; the report says so.
 */
function isAfterCharter({ number, command }: NumberedCommand, charter: Charter | undefined, report: Report): boolean {
  if (!command.status || !charter || command.occurredAt >= charter.knownAt) return true;
  const before = refuse('CHARTER_AFTER_LINE', 'at');
  if (charter.imported) report.add(number, before);
  else report.warn(number, [before]);
  return !charter.imported;
}
