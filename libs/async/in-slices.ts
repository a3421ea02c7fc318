import { TimeSlices } from './time-slices.js';

const SLICE_MS = 10;

/** Of all work of the process that is done in steps. */
const shared = new TimeSlices(SLICE_MS);

/**
 * Does work that comes in steps. Everything else of the event loop has its turn after each slice of ten milliseconds; those who work side
 * by side take turns, step by step. What is one step waits for nobody.
 * @returns what it comes to, without a promise where nobody had to wait
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
