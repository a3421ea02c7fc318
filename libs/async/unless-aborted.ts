/**
 * Settles as the work does, or with undefined as soon as the signal is aborted. Unlike `Promise.race`: racing against a promise that
 * outlives a loop would keep the result of every round in memory, because each race leaves a reaction on the unsettled promise. Here
 * nothing is left behind once the work has settled.
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
