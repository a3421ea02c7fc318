import { parentPort, workerData } from 'node:worker_threads';
import type { DataSource } from 'typeorm';
import type { Cell } from '#event-sourcing/projection.js';
import { QuestionError } from '../question-error.js';
import { errorCode, messageOf } from '../runner/database-errors.js';
import { readingPool } from '../runner/postgres-connection.js';
import type { ReadDatabase } from '../runner/read-database.js';
import { readingConnection } from '../runner/sqlite-connection.js';
import { numberPlaceholders } from '../runner/statements.js';
import { Cuts } from './cuts.js';
import type { FromPast, ToPast, ViewsPlace } from './past-messages.js';

// The entry of the thread that answers questions about the past: loaded by a Worker alone.

/** The journal on a connection of this thread's own that only reads; opened when it is first needed, and again where that failed. */
class Journal implements Pick<ReadDatabase, 'select'> {
  private opened: Promise<DataSource> | undefined;

  constructor(private readonly place: ViewsPlace) {}

  async select<R>(sql: string, parameters: readonly Cell[] = []): Promise<R[]> {
    const connection = await (this.opened ??= this.open());
    return connection.query<R[]>('url' in this.place ? numberPlaceholders(sql) : sql, [...parameters]);
  }

  private async open(): Promise<DataSource> {
    const { place } = this;
    try {
      return await ('url' in place ? readingPool(place.url, place.schemas) : readingConnection(place.file)).initialize();
    } catch (error) {
      this.opened = undefined;
      throw error;
    }
  }
}

async function answered(cuts: Cuts, { id, question }: ToPast): Promise<FromPast> {
  try {
    return { id, kind: 'answer', answer: await cuts.answer(question) };
  } catch (error) {
    if (error instanceof QuestionError) return { id, kind: 'refused', code: error.code, message: error.message };
    return { id, kind: 'failed', message: messageOf(error), code: errorCode(error) };
  }
}

if (parentPort) {
  const port = parentPort;
  const cuts = new Cuts(new Journal(workerData as ViewsPlace));
  port.on('message', (asked: ToPast) => void answered(cuts, asked).then((answer) => port.postMessage(answer)));
}
