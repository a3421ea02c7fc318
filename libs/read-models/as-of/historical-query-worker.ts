import { CostQueue, NoTurn } from '#async/cost-queue.js';
import { Worker } from 'node:worker_threads';
import { QuestionError } from '../question-error.js';
import type { FromWorker, ToWorker, ViewsPlace } from './worker-messages.js';
import type { Question } from './question.js';

/** How many questions are answered at once: more would only take the memory for more histories. */
const AT_ONCE = 2;

/** What the thread may take of memory, in MB; beyond it, it alone dies. */
const resourceLimits = { maxYoungGenerationSizeMb: 32, maxOldGenerationSizeMb: 1_024 };

export interface HistoricalQueryOptions {
  /** The compiled `historical-query-thread.js`, or its source where that is run. */
  readonly entry: URL;
  readonly place: ViewsPlace;
  /** Hears that the thread died; the next question starts another one. */
  readonly onDied: (error: unknown) => void;
  /** Of Node, for the thread. Left out: those of this process, of which a thread that is given them refuses some, such as the size of the heap. */
  readonly execArgv?: readonly string[];
}

/** Stays to the end. */
const nobody = new AbortController().signal;

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The past, folded and asked in a thread of its own with a connection of its own, so that nothing else waits for it. */
export class HistoricalQueryWorker {
  /** Each reading asks with a signal of its own, and takes turns with the others. */
  private readonly turns = new CostQueue<AbortSignal>({ inAll: AT_ONCE });
  private readonly waiting = new Map<number, Waiting>();
  private thread: Worker | undefined;
  private asked = 0;
  private closed = false;
  /** The thread ends because it was told to. */
  private told = false;

  constructor(private readonly options: HistoricalQueryOptions) {}

  /** @throws QuestionError READ_INTERRUPTED where the thread dies or is closed, and whatever the question throws */
  readonly ask = async (question: Question, signal: AbortSignal = nobody): Promise<unknown> => {
    try {
      return await this.turns.take(signal, { signal, begin: () => this.answer(question) });
    } catch (error) {
      throw error instanceof NoTurn ? new QuestionError('READ_INTERRUPTED', 'Nobody waits for the answer') : error;
    }
  };

  /** Ends the thread; whoever still waits hears READ_INTERRUPTED. */
  async close(): Promise<void> {
    this.closed = true;
    await this.thread?.terminate();
  }

  /** The views are in another file now: whoever waits hears READ_INTERRUPTED, and the next question opens that one. */
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
        return reject(Object.assign(new Error(message.message), message.code === undefined ? {} : { code: message.code }));
    }
  }
}

const interrupted = (): QuestionError => new QuestionError('READ_INTERRUPTED', 'The historical query worker terminated');
