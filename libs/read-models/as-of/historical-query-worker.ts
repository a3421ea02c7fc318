import { CostQueue, NoTurn } from '#async/cost-queue.js';
import { Worker } from 'node:worker_threads';
import { EventStoreError } from '#event-sourcing/store/event-store.js';
import { QuestionError } from '../question-error.js';
import type { FromWorker, ToWorker, ViewsPlace } from './worker-messages.js';
import type { Question } from './question.js';

/** How many questions are answered at once: more would only need memory for more folded snapshots. */
const AT_ONCE = 2;

/** The memory limit of the thread in MB; when it is exceeded, only the thread dies. */
const resourceLimits = { maxYoungGenerationSizeMb: 32, maxOldGenerationSizeMb: 1_024 };

export interface HistoricalQueryOptions {
  /** The compiled `historical-query-thread.js`, or its source if the program runs from sources. */
  readonly entry: URL;
  readonly place: ViewsPlace;
  /** Called when the thread has died; the next question starts a new one. */
  readonly onDied: (error: unknown) => void;
  /**
   * Node's options for the thread. By default it inherits those of this process, but a thread refuses some of them, such as the heap size.
   */
  readonly execArgv?: readonly string[];
}

/** A signal that is never aborted. */
const nobody = new AbortController().signal;

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Folds and answers questions about the past in a thread with a connection of its own, so that nothing else waits for them. */
export class HistoricalQueryWorker {
  /** A fair queue: each reading has a signal of its own, and readings take turns. */
  private readonly turns = new CostQueue<AbortSignal>({ inAll: AT_ONCE });
  private readonly waiting = new Map<number, Waiting>();
  private thread: Worker | undefined;
  private asked = 0;
  private closed = false;
  /** Whether the thread was asked to end. */
  private told = false;

  constructor(private readonly options: HistoricalQueryOptions) {}

  /** Asks the thread. @throws QuestionError READ_INTERRUPTED if the thread dies or is closed, and whatever the question throws */
  readonly ask = async (question: Question, signal: AbortSignal = nobody): Promise<unknown> => {
    try {
      return await this.turns.take(signal, { signal, begin: () => this.answer(question) });
    } catch (error) {
      throw error instanceof NoTurn ? new QuestionError('READ_INTERRUPTED', 'Nobody waits for the answer') : error;
    }
  };

  /** Ends the thread; waiting questions fail with READ_INTERRUPTED. */
  async close(): Promise<void> {
    this.closed = true;
    await this.thread?.terminate();
  }

  /** Call when the views file was replaced: waiting questions fail with READ_INTERRUPTED, and the next question opens the new file. */
  restart(): void {
    this.told = true;
    void this.thread?.terminate();
  }

  private answer(question: Question): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.closed) return reject(interrupted());
      const id = ++this.asked;
      (this.thread ??= this.start()).postMessage({ id, question } satisfies ToWorker);
      this.waiting.set(id, { resolve, reject });
    });
  }

  private start(): Worker {
    const { entry, place, onDied, execArgv } = this.options;
    const thread = new Worker(entry, { workerData: place, resourceLimits, ...(execArgv && { execArgv: [...execArgv] }) });
    let reason: unknown;
    this.told = false;
    thread.on('message', (message: FromWorker) => this.heard(message));
    thread.on('error', (error) => (reason = error));
    thread.on('exit', (code) => {
      this.thread = undefined;
      if (!this.closed && !this.told) onDied(reason ?? new Error(`exit code ${code}`));
      for (const { reject } of this.waiting.values()) reject(interrupted());
      this.waiting.clear();
    });
    return thread;
  }

  private heard(message: FromWorker): void {
    const waiting = this.waiting.get(message.id);
    if (!waiting) return;
    const { resolve, reject } = waiting;
    this.waiting.delete(message.id);
    switch (message.kind) {
      case 'answer':
        return resolve(message.answer);
      case 'refused':
        return reject(new QuestionError(message.code, message.message));
      case 'failed':
        return reject(failure(message));
    }
  }
}

function failure({ message, code }: Extract<FromWorker, { kind: 'failed' }>): Error {
  // Damage of the store that the journal's texts were read from.
  if (code === 'STORE_DAMAGED') return new EventStoreError(code, message);
  return Object.assign(new Error(message), code === undefined ? {} : { code });
}

const interrupted = (): QuestionError => new QuestionError('READ_INTERRUPTED', 'The historical query worker terminated');
