import { EventStoreError, type EventStore } from '#event-sourcing/event-store.js';
import { canonicalOf } from '#read-models/history/canonical.js';
import { eventOf, type EventToAppend } from './event-record.js';
import { runsOf } from './runs.js';
import { Seal } from './seal.js';
import type { End, SealedRecord } from './sealed-lines.js';
import { TransferProblem } from './transfer-problem.js';

type Records = AsyncGenerator<SealedRecord, End>;

/** Reads a file to its end, so that a damaged one is refused before anything is stored. @throws TransferProblem */
export async function checked(records: Records): Promise<End> {
  for (;;) {
    const { done, value } = await records.next();
    if (done) return value;
  }
}

/**
 * Fills a target with the events of a file: one append after the other, in the order of the file, each at the concrete revision
 * that it had, so that a run that was killed is taken up by the next and two at once do no harm. What the target holds already
 * must be the beginning of the file.
 * @param onProgress how many of the file's events the target has
 * @returns how many of them it had before
 * @throws TransferProblem TARGET_NOT_EMPTY; EventStoreError where an append fails
 */
export async function importEvents(records: Records, target: EventStore, onProgress: (done: number) => void): Promise<number> {
  try {
    const present = await presentIn(target, records, onProgress);
    let done = present;
    for await (const run of runsOf(eventsOf(records))) {
      await append(target, run);
      onProgress((done += run.length));
    }
    return present;
  } finally {
    await records.return(undefined as never);
  }
}

/**
 * Reads all of the target and compares it with what the file says of itself.
 * @throws TransferProblem TARGET_DIFFERS
 */
export async function verify(target: EventStore, { count, sha256 }: End, onProgress: (done: number) => void): Promise<void> {
  const seal = new Seal();
  for await (const page of target.readAll()) {
    for (const event of page) seal.add(canonicalOf(event));
    onProgress(Math.min(seal.count, count));
  }
  if (seal.count === count && seal.sha256 === sha256) return;
  throw new TransferProblem('TARGET_DIFFERS', undefined, `${seal.count} ${seal.sha256}, ${count} ${sha256}`);
}

/** Takes from the records those that the target has, and counts them. */
async function presentIn(target: EventStore, records: Records, onProgress: (done: number) => void): Promise<number> {
  let present = 0;
  for await (const page of target.readAll()) {
    for (const event of page) {
      const { done, value } = await records.next();
      if (done || value.canonical !== canonicalOf(event))
        throw new TransferProblem('TARGET_NOT_EMPTY', done ? undefined : value.line, `${event.stream} ${event.revision} ${event.type}`);
      present++;
    }
    onProgress(present);
  }
  return present;
}

async function* eventsOf(records: Records): AsyncGenerator<EventToAppend> {
  for await (const record of records) yield eventOf(record);
}

async function append(target: EventStore, run: readonly EventToAppend[]): Promise<void> {
  const { line, stream, revision } = run[0]!;
  const events = run.map(({ event }) => event);
  let result;
  try {
    result = await target.append(stream, events, { expectedRevision: revision === 0 ? 'none' : revision - 1 });
  } catch (error) {
    if (!(error instanceof EventStoreError)) throw error;
    throw new EventStoreError(error.code, `line ${line}: ${error.message} (${error.code})`, error.retryable);
  }
  if (!result.ok) throw new TransferProblem('TARGET_NOT_EMPTY', line, `${stream} ${result.actual}`);
}
