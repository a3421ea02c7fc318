import { Worker } from 'node:worker_threads';
import { EventDamagedError } from '#event-sourcing/store/event-damaged.js';
import type { EventReader } from '#event-sourcing/store/event-reader.js';
import type { Projection } from '#event-sourcing/folds/projection.js';
import type { Checkpoint } from '../checkpoints/checkpoints.js';
import type { Failure } from '../daemon/states/projection-state.js';
import type { RebuildProgress } from '../daemon/states/projection-status.js';
import { rebuild } from './rebuild.js';
import type { FromThread, RebuildThreadData, ToThread } from './rebuild-messages.js';
import type { ViewsDatabase } from '../database/views-database.js';

export interface RebuildCallbacks {
  readonly onProgress: (progress: RebuildProgress) => void;
  readonly onSwitched: (checkpoints: readonly Checkpoint[]) => void;
  readonly signal: AbortSignal;
}

/** Rebuilds these projections together; the result names those that threw, with their failures. */
export type RunRebuild = (names: readonly string[], callbacks: RebuildCallbacks) => Promise<Map<string, Failure>>;

/** Runs rebuilds in this thread on the existing writing connection: for small logs and tests. */
export const rebuildHere =
  (database: ViewsDatabase, openReader: () => EventReader, projections: readonly Projection[]): RunRebuild =>
  async (names, callbacks) => {
    const reader = openReader();
    try {
      return await rebuild(names, { database, reader, projections, ...callbacks });
    } finally {
      await reader.close();
    }
  };

/**
 * The memory limit of a rebuild thread in MB. The thread keeps one batch of events and few documents at a time; with a higher limit garbage
 * is collected later. Measured: with 512 a rebuild took a twentieth longer, with 2,048 it used 50 MB more.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 24, maxOldGenerationSizeMb: 1_024 };

/**
 * Runs rebuilds in a thread with connections of its own; the write mutex serialises its writes with those of this thread.
 * @param entry `rebuild-thread.js`, or its source if this program runs from its sources
 */
export const rebuildInWorker =
  (entry: URL, database: ViewsDatabase, data: Omit<RebuildThreadData, 'names'>): RunRebuild =>
  (names, callbacks) =>
    new RebuildWorker(new Worker(entry, { workerData: { ...data, names }, resourceLimits }), database, callbacks).result;

function errorFrom({ message, code, fault }: Extract<FromThread, { kind: 'failed' }>): Error {
  if (fault) return new EventDamagedError(fault);
  return Object.assign(new Error(message), code === undefined ? {} : { code });
}

class RebuildWorker {
  readonly result: Promise<Map<string, Failure>>;
  /** For each write that the thread has asked for: the function that releases the mutex or cancels the request. */
  readonly #turns = new Map<number, () => void>();
  #gone = false;

  constructor(
    private readonly worker: Worker,
    private readonly database: ViewsDatabase,
    private readonly callbacks: RebuildCallbacks,
  ) {
    const terminate = (): void => void worker.terminate();
    this.result = new Promise((resolve, reject) => {
      worker.on('message', (message: FromThread) => this.#heard(message, resolve, reject));
      worker.on('error', reject);
      worker.on('exit', (code) => {
        callbacks.signal.removeEventListener('abort', terminate);
        this.#gone = true;
        for (const end of this.#turns.values()) end();
        reject(new Error(`the rebuild ended before it was done (exit code ${code})`));
      });
    });
    callbacks.signal.addEventListener('abort', terminate, { once: true });
    if (callbacks.signal.aborted) terminate();
  }

  #heard(message: FromThread, resolve: (failures: Map<string, Failure>) => void, reject: (error: Error) => void): void {
    switch (message.kind) {
      case 'ask':
        return this.#grant(message.turn);
      case 'done':
        return this.#turns.get(message.turn)?.();
      case 'progress':
        return this.callbacks.onProgress(message.progress);
      case 'switched':
        return this.callbacks.onSwitched(message.checkpoints);
      case 'finished':
        return resolve(new Map(message.failures));
      case 'failed':
        return reject(errorFrom(message));
    }
  }

  #grant(turn: number): void {
    void this.database.turn(
      () =>
        new Promise<void>((end) => {
          if (this.#gone) return end();
          this.#turns.set(turn, () => {
            this.#turns.delete(turn);
            end();
          });
          this.worker.postMessage({ kind: 'granted', turn } satisfies ToThread);
        }),
    );
  }
}
