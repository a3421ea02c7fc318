/** Waits so many milliseconds, or less where one of the signals is given. */
export type Pause = (milliseconds: number, ...signals: readonly AbortSignal[]) => Promise<void>;

/**
 * Waits, and leaves neither timer nor listener behind. Several signals are listened to one by one: `AbortSignal.any` would leave an
 * entry on each of them for as long as it lives.
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
