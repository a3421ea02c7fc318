import type { NewEvent } from '#event-sourcing/event.js';
import { EventStoreError, type AppendResult, type EventStore, type ExpectedRevision } from '#event-sourcing/store/event-store.js';
import { canonicalOf } from '#read-models/history/canonical.js';
import { eventOf, type EventToAppend } from './file/event-record.js';
import { groupsOf, runsOf } from './file/runs.js';
import type { End, SealedRecord } from './file/sealed-lines.js';
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

/** The store that an import fills. */
export interface Target extends Pick<EventStore, 'append' | 'readAll'> {
  /** Appends several times in one transaction, in order: all, or none if one is a conflict. Not every store has this. */
  appendAll?(appends: readonly Append[]): Promise<readonly AppendResult[]>;
}

/**
 * Reads a file to its end and so decides whether it is valid, both for the export that wrote it and for an import.
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
 * Fills a store with the events of a file: one append after the other, in the order of the file, each at the concrete revision that it had.
 * So an interrupted run is continued by the next, and two runs at once do no harm. Events that the target already has must be the beginning
 * of the file.
 * @param onProgress receives how many of the file's events the target has
 * @returns how many of them it had before
 * @throws TransferProblem TARGET_NOT_EMPTY, FILE_GAP; EventStoreError if an append fails
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
 * Reads the whole target and compares it with the file, event by event.
 * @throws TransferProblem TARGET_DIFFERS with the first line that differs or is missing in the target
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

/** Consumes the records that the target already has, and counts them. @throws TransferProblem with the given code if the target differs */
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

/** The problem of an append that met another revision: either somebody else has appended to the target, or the file omits events. */
function conflict({ line, stream, revision }: EventToAppend, actual: number | 'none'): TransferProblem {
  const isGap = actual === 'none' || actual < revision - 1;
  return new TransferProblem(isGap ? 'FILE_GAP' : 'TARGET_NOT_EMPTY', line, `${stream} ${actual}`);
}
