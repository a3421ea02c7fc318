/** Waits for so many milliseconds, or until one of the signals is aborted. */
export type Pause = (milliseconds: number, ...signals: readonly AbortSignal[]) => Promise<void>;

/**
 * Waits and leaves neither timer nor listener behind. Listens to each signal separately: `AbortSignal.any` would leave an entry on each of
 * them for as long as they live.
 */
export const pause: Pause = (milliseconds, ...signals) =>
  new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      for (const signal of signals) signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    for (const signal of signals) signal.addEventListener('abort', end, { once: true });
    if (signals.some(({ aborted }) => aborted)) end();
  });
