import { Logger } from '@nestjs/common';
import { extname } from 'node:path';
import type { ViewsDatabase } from '#projection-engine/database/views-database.js';
import { HistoricalQueryWorker } from '../as-of/historical-query-worker.js';
import type { ViewsPlace } from '../as-of/worker-messages.js';

/** @param rebuildThread the entry file of rebuild threads; the worker's own entry file is found from there */
export function historicalQueryWorker(rebuildThread: URL, place: ViewsPlace, database: ViewsDatabase): HistoricalQueryWorker {
  const log = new Logger('historical query worker');
  const worker = new HistoricalQueryWorker({
    entry: new URL(`../../read-models/as-of/historical-query-thread${extname(rebuildThread.pathname)}`, rebuildThread),
    place,
    onDied: (error) => log.error({ err: error }, 'the historical query worker terminated'),
  });
  database.onReplaced(() => worker.restart());
  return worker;
}

/** Asks the worker, which reads the file on a connection of its own, and reports damage that the worker meets to the views' database. */
export const askTellingOfDamage =
  ({ ask }: HistoricalQueryWorker, database: ViewsDatabase): HistoricalQueryWorker['ask'] =>
  (question, signal) =>
    ask(question, signal).catch((error: unknown) => {
      database.damaged(error);
      throw error;
    });
