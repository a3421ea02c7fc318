/** Wakes those who wait for more events. */
export class AppendSignal {
  readonly #waiting = new Set<() => void>();

  get waiting(): number {
    return this.#waiting.size;
  }

  /** `stop` ends the wait early; either way nothing stays behind. */
  wait(): { readonly rung: Promise<void>; readonly stop: () => void } {
    let stop = (): void => undefined;
    const rung = new Promise<void>((resolve) => {
      stop = () => {
        this.#waiting.delete(stop);
        resolve();
      };
      this.#waiting.add(stop);
    });
    return { rung, stop };
  }

  notify(): void {
    for (const stop of [...this.#waiting]) stop();
  }
}
