import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** A question that is asked repeatedly, by GET if it has no body. `$N` in a body becomes a different number each time. */
export interface Question {
  readonly name: string;
  readonly path: string;
  readonly body?: string;
}

/** The results of a question. */
export interface Seen {
  readonly answers: number;
  readonly longestMs: number;
  /** The number of unexpected answers. */
  readonly refused: number;
  readonly firstRefusal: string | undefined;
}

export interface WitnessSettings {
  readonly url: string;
  readonly token: string;
  readonly questions: readonly Question[];
}

/** An innocent client beside the attackers. */
export class Witness {
  private readonly thread: Worker;

  constructor(settings: WitnessSettings) {
    this.thread = new Worker(new URL('./witness-thread.js', import.meta.url), { workerData: settings });
  }

  /** The results of each question since the last call. */
  async report(): Promise<Readonly<Record<string, Seen>>> {
    this.thread.postMessage('report');
    const [seen] = (await once(this.thread, 'message')) as [Record<string, Seen>];
    return seen;
  }

  async end(): Promise<void> {
    await this.thread.terminate();
  }
}
