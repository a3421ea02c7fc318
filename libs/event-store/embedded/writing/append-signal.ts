/** Wakes the readers that wait for more events. */
export class AppendSignal {
  readonly #waiting = new Set<() => void>();

  get waiting(): number {
    return this.#waiting.size;
  }

  /** Waits for the next append; `stop` ends the wait early. Either way the waiter is removed. */
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
