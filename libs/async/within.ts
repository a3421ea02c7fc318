/**
 * Settles as the work does or, after a time limit, as `late` says. The work continues then, and its result is ignored.
 * @param late returns the late answer, or throws
 */
export function within<T, L>(milliseconds: number, work: Promise<T>, late: () => L): Promise<T | L> {
  let timer: NodeJS.Timeout | undefined;
  const time = new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)));
  return Promise.race([work, time.then(late)]).finally(() => clearTimeout(timer));
}
