export interface IncidentOptions<Failure> {
  /** @param failure the failure that began the incident */
  readonly began: (failure: Failure) => void;
  /** @param seconds since the first failure */
  readonly ended: (seconds: number, failures: number) => void;
  /** Checks whether the incident is over; called repeatedly until it is, and reports by `failed` or `worked`. */
  readonly look: () => void;
  /** A failure within this time after the end belongs to the same incident, in milliseconds. */
  readonly quietMs?: number;
}

/** Turns any number of failures into one beginning and one end: an operator reads two log lines instead of thousands. */
export class Incident<Failure> {
  #began: number | undefined;
  #last = 0;
  #failures = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: IncidentOptions<Failure>) {}

  failed(failure: Failure): void {
    this.#last = performance.now();
    this.#failures++;
    if (this.#began !== undefined) return;
    this.#began = this.#last;
    this.#timer = setInterval(() => this.options.look(), this.#quietMs).unref();
    this.options.began(failure);
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
