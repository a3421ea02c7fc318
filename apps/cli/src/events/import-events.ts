import type { NewEvent } from '#event-sourcing/event.js';
import { EventStoreError, type AppendResult, type EventStore, type ExpectedRevision } from '#event-sourcing/event-store.js';
import { canonicalOf } from '#read-models/history/canonical.js';
import { eventOf, type EventToAppend } from './event-record.js';
import { groupsOf, runsOf } from './runs.js';
import type { End, SealedRecord } from './sealed-lines.js';
import { type TransferCode, TransferProblem } from './transfer-problem.js';

type Records = AsyncGenerator<SealedRecord, End>;
type Group = readonly (readonly EventToAppend[])[];
type OnProgress = (done: number) => void;

const PROGRESS_EVERY = 250;

interface Append {
  readonly stream: string;
  readonly events: readonly NewEvent[];
  readonly expectedRevision: ExpectedRevision;
}

/** What is filled. */
export interface Target extends Pick<EventStore, 'append' | 'readAll'> {
  /** Several appends in one transaction, in their order: all of them, or none where one is a conflict. Not every store has it. */
  appendAll?(appends: readonly Append[]): Promise<readonly AppendResult[]>;
}

/**
 * Reads a file to its end: what is a good file is decided here, for who has written one and for who is going to store it.
 * @throws TransferProblem
 */
export async function checked(records: Records, onProgress: OnProgress = () => undefined): Promise<End> {
  const revisions = new Map<string, number>();
  for (let count = 0; ;) {
    const { done, value } = await records.next();
    if (done) return value;
    const { line, stream, revision } = eventOf(value);
    const before = revisions.get(stream) ?? -1;
    if (revision !== before + 1) throw new TransferProblem('FILE_GAP', line, `${stream} ${before < 0 ? 'none' : before}`);
    revisions.set(stream, revision);
    if (++count % PROGRESS_EVERY === 0) onProgress(count);
  }
}

/**
 * Fills a target with the events of a file: one append after the other, in the order of the file, each at the concrete revision
 * that it had, so that a run that was killed is taken up by the next and two at once do no harm. What the target holds already
 * must be the beginning of the file.
 * @param onProgress how many of the file's events the target has
 * @returns how many of them it had before
 * @throws TransferProblem TARGET_NOT_EMPTY, FILE_GAP; EventStoreError where an append fails
 */
export async function importEvents(records: Records, target: Target, onProgress: OnProgress): Promise<number> {
  try {
    const present = await compared(target, records, 'TARGET_NOT_EMPTY', onProgress);
    let done = present;
    for await (const group of groupsOf(runsOf(eventsOf(records)))) {
      for (const part of target.appendAll ? [group] : group.map((run) => [run])) {
        await append(target, part);
        onProgress((done += part.reduce((sum, run) => sum + run.length, 0)));
      }
    }
    return present;
  } finally {
    await records.return(undefined as never);
  }
}

/**
 * Reads all of the target and compares it with the file, event by event.
 * @throws TransferProblem TARGET_DIFFERS, with the first line that it has otherwise or not at all
 */
export async function verify(records: Records, target: Target, onProgress: OnProgress): Promise<void> {
  try {
    await compared(target, records, 'TARGET_DIFFERS', onProgress);
    const { done, value } = await records.next();
    if (!done) throw new TransferProblem('TARGET_DIFFERS', value.line);
  } finally {
    await records.return(undefined as never);
  }
}

/** Takes from the records those that the target has, and counts them. @throws TransferProblem with the code, where it has another */
async function compared(target: Target, records: Records, code: TransferCode, onProgress: OnProgress): Promise<number> {
  let count = 0;
  for await (const page of target.readAll()) {
    for (const event of page) {
      const { done, value } = await records.next();
      if (done || value.canonical !== canonicalOf(event))
        throw new TransferProblem(code, done ? undefined : value.line, `${event.stream} ${event.revision} ${event.type}`);
      count++;
    }
    onProgress(count);
  }
  return count;
}

async function* eventsOf(records: Records): AsyncGenerator<EventToAppend> {
  for await (const record of records) yield eventOf(record);
}

async function append(target: Target, group: Group): Promise<void> {
  const appends = group.map((run): Append => {
    const { stream, revision } = run[0]!;
    return { stream, events: run.map(({ event }) => event), expectedRevision: revision === 0 ? 'none' : revision - 1 };
  });
  let results: readonly AppendResult[];
  try {
    results = target.appendAll ? await target.appendAll(appends) : await inOrder(target, appends);
  } catch (error) {
    if (!(error instanceof EventStoreError)) throw error;
    throw new EventStoreError(error.code, `${linesOf(group)}: ${error.message}`, error.retryable);
  }
  for (const [i, result] of results.entries()) if (!result.ok) throw conflict(group[i]![0]!, result.actual);
}

async function inOrder(target: Target, appends: readonly Append[]): Promise<AppendResult[]> {
  const results: AppendResult[] = [];
  for (const { stream, events, expectedRevision } of appends) results.push(await target.append(stream, events, { expectedRevision }));
  return results;
}

function linesOf(group: Group): string {
  const [first, last] = [group[0]![0]!.line, group.at(-1)!.at(-1)!.line];
  return first === last ? `line ${first}` : `lines ${first} to ${last}`;
}

/** The target holds the beginning of the file and no more: either it has gone on meanwhile, or the file leaves something out. */
function conflict({ line, stream, revision }: EventToAppend, actual: number | 'none'): TransferProblem {
  const isGap = actual === 'none' || actual < revision - 1;
  return new TransferProblem(isGap ? 'FILE_GAP' : 'TARGET_NOT_EMPTY', line, `${stream} ${actual}`);
}
