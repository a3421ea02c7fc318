/** Work in steps of a millisecond or so: it may be left alone after each. Returns what it comes to. */
export type Steps<T> = Generator<undefined, T>;

/** Does all the steps at once. */
export function allOf<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
