import { parentPort, workerData } from 'node:worker_threads';
import { QuestionError } from '../question-error.js';
import { errorCode, messageOf } from '#projection-engine/database/database-errors.js';
import { AsOfCache } from './as-of-cache.js';
import { Journal } from './journal.js';
import type { FromWorker, ToWorker, ViewsPlace } from './worker-messages.js';

// The entry file of the thread that answers questions about the past: only a Worker loads it.

async function answered(asOfCache: AsOfCache, { id, question }: ToWorker): Promise<FromWorker> {
  try {
    return { id, kind: 'answer', answer: await asOfCache.answer(question) };
  } catch (error) {
    if (error instanceof QuestionError) return { id, kind: 'refused', code: error.code, message: error.message };
    return { id, kind: 'failed', message: messageOf(error), code: errorCode(error) };
  }
}

if (parentPort) {
  const port = parentPort;
  const asOfCache = new AsOfCache(new Journal(workerData as ViewsPlace));
  port.on('message', (asked: ToWorker) => void answered(asOfCache, asked).then((answer) => port.postMessage(answer)));
}
