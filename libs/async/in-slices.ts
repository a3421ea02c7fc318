import { TimeSlices } from './time-slices.js';

const SLICE_MS = 10;

/** The time slices of all work of the process that is done in steps. */
const shared = new TimeSlices(SLICE_MS);

/**
 * Runs work that is divided into steps. After each slice of ten milliseconds the event loop turns; several such works alternate, step by
 * step. A single step is never interrupted.
 * @returns the result, without a promise if no pause was needed
 */
export function inSlices<T>(steps: Iterator<unknown, T>, slices = shared): T | Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    const wait = slices.turn(steps);
    if (wait) return goOn(steps, wait, slices);
  }
}

async function goOn<T>(steps: Iterator<unknown, T>, turn: Promise<void>, slices: TimeSlices): Promise<T> {
  for (let wait: Promise<void> | undefined = turn; ; wait = slices.turn(steps)) {
    if (wait) await wait;
    const step = steps.next();
    if (step.done) return step.value;
  }
}
