import { parentPort, workerData } from 'node:worker_threads';
import { QuestionError } from '../question-error.js';
import { errorCode, messageOf } from '../runner/database-errors.js';
import { Cuts } from './cuts.js';
import { Journal } from './journal.js';
import type { FromPast, ToPast, ViewsPlace } from './past-messages.js';

// The entry of the thread that answers questions about the past: loaded by a Worker alone.

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
