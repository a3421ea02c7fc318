import { pause } from '#async/pause.js';

/** A pause before another try; `attempt` counts from 1. It ends early when the signal is given. */
export type Backoff = (attempt: number, stopped: AbortSignal) => Promise<void>;

const FIRST_MS = 100;
const LONGEST_MS = 30_000;

/** Twice as long each time, from a tenth of a second to half a minute. */
export const exponentialBackoff: Backoff = (attempt, stopped) => pause(Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1)), stopped);
