export interface IncidentOptions<Failure> {
  /** @param failure the one that began the incident */
  readonly began: (failure: Failure) => void;
  /** @param seconds from the first failure on */
  readonly ended: (seconds: number, failures: number) => void;
  /** Looks whether it is over, again and again until it is; what comes of it is told to `failed` or `worked`. */
  readonly look: () => void;
  /** Trouble that comes back sooner is the same incident. */
  readonly quietMs?: number;
}

/** Makes one beginning and one end of however many failures: an operator reads two lines and not thousands. */
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
