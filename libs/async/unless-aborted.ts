/**
 * Settles as the work does, or with undefined as soon as the signal is aborted. `Promise.race` with a promise that lasts as long as a loop
 * would keep what every round of that loop gave: each race leaves a reaction, and with it its value, on the promise that does not settle.
 * Here nothing stays behind once the work has settled.
 */
export function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const stop = (): void => resolve(undefined);
    const settled =
      <A>(settle: (outcome: A) => void) =>
      (outcome: A): void => {
        signal.removeEventListener('abort', stop);
        settle(outcome);
      };
    signal.addEventListener('abort', stop, { once: true });
    work.then(settled(resolve), settled(reject));
    if (signal.aborted) stop();
  });
}
