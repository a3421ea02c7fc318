import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** What is asked again and again: by GET where there is no body. `$N` in a body is another number each time. */
export interface Question {
  readonly name: string;
  readonly path: string;
  readonly body?: string;
}

/** How a question fared. */
export interface Seen {
  readonly answers: number;
  readonly longestMs: number;
  /** Answers other than the one that was asked for. */
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

  /** How each question has fared since the last time that this was asked. */
  async report(): Promise<Readonly<Record<string, Seen>>> {
    this.thread.postMessage('report');
    const [seen] = (await once(this.thread, 'message')) as [Record<string, Seen>];
    return seen;
  }

  async end(): Promise<void> {
    await this.thread.terminate();
  }
}
