/** Work in steps of a millisecond or so, which may be abandoned after each step; returns the result. */
export type Steps<T> = Generator<undefined, T>;

/** Runs all steps at once and returns the result. */
export function allOf<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
