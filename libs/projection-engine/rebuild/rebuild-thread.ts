import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { EventDamagedError } from '#event-sourcing/store/event-damaged.js';
import type { Projection } from '#event-sourcing/folds/projection.js';
import { errorCode, messageOf } from '../database/database-errors.js';
import { rebuild } from './rebuild.js';
import type { FromThread, OpenReader, RebuildThreadData, ToThread } from './rebuild-messages.js';
import { StoreReader } from '../daemon/running/store-reader.js';
import { openThreadDatabase } from './thread-database.js';
import type { RunExclusive } from '../database/views-database.js';

// The entry file of a rebuild thread: only a Worker loads it.

/** Asks the main thread for the write mutex and returns it after the work. */
function turnsOf(port: MessagePort): RunExclusive {
  const granted = new Map<number, () => void>();
  let asked = 0;
  port.on('message', ({ turn }: ToThread) => granted.get(turn)?.());
  return async (work) => {
    const turn = ++asked;
    await new Promise<void>((resolve) => {
      granted.set(turn, resolve);
      port.postMessage({ kind: 'ask', turn } satisfies FromThread);
    });
    granted.delete(turn);
    try {
      return await work();
    } finally {
      port.postMessage({ kind: 'done', turn } satisfies FromThread);
    }
  };
}

async function run(port: MessagePort, data: RebuildThreadData): Promise<void> {
  const { PROJECTIONS } = (await import(data.projectionsModule)) as { PROJECTIONS: readonly Projection[] };
  const { openReader } = (await import(data.readerModule)) as { openReader: OpenReader };
  const post = (message: FromThread): void => port.postMessage(message);
  const database = await openThreadDatabase(data.views, turnsOf(port));
  const reader = openReader(data.readerArgument, (store) => new StoreReader(store, database, () => store.close()));
  try {
    const failures = await rebuild(data.names, {
      database,
      reader,
      projections: PROJECTIONS,
      onProgress: (progress) => post({ kind: 'progress', progress }),
      onSwitched: (checkpoints) => post({ kind: 'switched', checkpoints }),
    });
    post({ kind: 'finished', failures: [...failures] });
  } finally {
    await reader.close();
    await database.close();
  }
}

if (parentPort) {
  const port = parentPort;
  run(port, workerData as RebuildThreadData)
    .catch((error: unknown) => {
      const fault = error instanceof EventDamagedError ? error.fault : undefined;
      port.postMessage({ kind: 'failed', message: messageOf(error), code: errorCode(error), fault } satisfies FromThread);
    })
    .finally(() => port.close());
}
