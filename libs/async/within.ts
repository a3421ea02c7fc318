/**
 * Settles as the work does or, where that takes longer, as `late` says. The work goes on then; nobody hears how it ended.
 * @param late gives the answer after so many milliseconds, or throws
 */
export function within<T, L>(milliseconds: number, work: Promise<T>, late: () => L): Promise<T | L> {
  let timer: NodeJS.Timeout | undefined;
  const time = new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)));
  return Promise.race([work, time.then(late)]).finally(() => clearTimeout(timer));
}
