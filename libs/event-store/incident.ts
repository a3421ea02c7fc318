import type { EventStoreError } from '#event-sourcing/event-store.js';

export interface IncidentOptions {
  readonly began: (error: EventStoreError) => void;
  /** @param seconds from the first failure on */
  readonly ended: (seconds: number, failures: number) => void;
  /** Tries whether it is over; what comes of it is told to `failed` or `worked`. */
  readonly look: () => void;
  /** Trouble that comes back sooner is the same incident. */
  readonly quietMs?: number;
}

/** Makes one beginning and one end of however many failures: an operator reads two lines and not thousands. */
export class Incident {
  #began: number | undefined;
  #last = 0;
  #failures = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: IncidentOptions) {}

  failed(error: EventStoreError): void {
    this.#last = performance.now();
    this.#failures++;
    if (this.#began !== undefined) return;
    this.#began = this.#last;
    this.#timer = setInterval(() => this.options.look(), this.#quietMs).unref();
    this.options.began(error);
  }

  worked(): void {
    if (this.#began === undefined || performance.now() - this.#last < this.#quietMs) return;
    const seconds = Math.round((performance.now() - this.#began) / 1_000);
    const failures = this.#failures;
    this.close();
    this.options.ended(seconds, failures);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#began = undefined;
    this.#failures = 0;
  }

  get #quietMs(): number {
    return this.options.quietMs ?? 5_000;
  }
}
