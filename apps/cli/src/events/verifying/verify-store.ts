import type { EventSource } from '../export-events.js';
import { EventDamagedError, type Fault } from '#event-sourcing/store/event-damaged.js';
import type { Loss } from '#event-sourcing/store/installation.js';
import { inspect } from '#event-store/embedded/opening/inspection.js';
import { canonicalOf } from '#read-models/history/canonical.js';
import { Seal } from '../file/seal.js';
import { compareJournal } from './verify-journal.js';

/** The findings about a store. */
export interface Verified {
  readonly events: number;
  readonly streams: number;
  readonly sha256: string;
  /** The faults with their places; only the first ones are kept. */
  readonly faults: readonly Fault[];
  readonly faultCount: number;
  /** Findings about a data folder; undefined for other stores. */
  readonly folder?: {
    readonly checksums: boolean;
    readonly losses: readonly Loss[];
    /** Whether there are events but no high-water mark. */
    readonly unremembered: boolean;
    readonly structure: readonly string[];
    /** Positions at which the journal of the views has another event than the store; undefined: there is no journal. */
    readonly journal: readonly string[] | undefined;
  };
}

export type OnProgress = (done: number, total: number | undefined) => void;

const mostKept = 20;

/** Counts, digests and collects. */
class Tally {
  readonly #seal = new Seal();
  readonly #streams = new Set<string>();
  readonly #faults: Fault[] = [];
  #count = 0;

  add(event: Parameters<typeof canonicalOf>[0]): void {
    this.#seal.add(canonicalOf(event));
    this.#streams.add(event.stream);
  }

  fault(fault: Fault): void {
    this.#count++;
    if (this.#faults.length < mostKept) this.#faults.push(fault);
  }

  get result(): Omit<Verified, 'folder'> {
    const { count: events, sha256 } = this.#seal;
    return { events, sha256, streams: this.#streams.size, faults: this.#faults, faultCount: this.#count };
  }
}

/** Reads a whole data folder without changing it. @throws EventStoreError if there is none or it cannot be read */
export async function verifyFolder(folder: string, onProgress: OnProgress): Promise<Verified> {
  const store = inspect(folder);
  try {
    const tally = new Tally();
    let rows = 0;
    const structure = [...store.structure()];
    try {
      for await (const page of store.pages()) {
        for (const event of page.events) tally.add(event);
        for (const fault of page.faults) tally.fault(fault);
        onProgress((rows += page.rows), store.head);
      }
    } catch (error) {
      structure.push(error instanceof Error ? error.message : String(error));
    }
    const journal = structure.length > 0 ? undefined : await compareJournal(folder, store);
    return {
      ...tally.result,
      folder: { checksums: store.checksums, losses: store.losses, unremembered: store.unremembered, structure, journal },
    };
  } finally {
    store.close();
  }
}

/** Reads a whole store through the port, up to the first fault. */
export async function verifyStore(source: Pick<EventSource, 'readAll'>, onProgress: OnProgress): Promise<Verified> {
  const tally = new Tally();
  const revisions = new Map<string, number>();
  let done = 0;
  try {
    for await (const page of source.readAll()) {
      for (const event of page) {
        const { stream, revision, position } = event;
        const expected = (revisions.get(stream) ?? -1) + 1;
        if (revision !== expected) throw new EventDamagedError({ kind: 'GAP', position, stream, revision: expected });
        revisions.set(stream, revision);
        tally.add(event);
      }
      onProgress((done += page.length), undefined);
    }
  } catch (error) {
    if (!(error instanceof EventDamagedError)) throw error;
    tally.fault(error.fault);
  }
  return tally.result;
}
