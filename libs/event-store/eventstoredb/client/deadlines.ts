import { Outage } from './call-failure.js';

/** How long to wait for what. All in milliseconds. */
export interface Deadlines {
  /** For the answer to one call, or for the next message of a read. */
  readonly callMs: number;
  /** For all tries of an append or a read together, since it last got on. */
  readonly totalMs: number;
  /** The first pause between two tries; each is twice as long as the one before it. */
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
}

/** Whoever waits for a command holds a phone; a cluster has a new leader within a few seconds. */
export const deadlines: Deadlines = { callMs: 3_000, totalMs: 8_000, firstPauseMs: 50, longestPauseMs: 2_000 };

/** Somewhere between half and all of the pause before a try, so that those who failed together do not come back together. */
export const pauseBefore = ({ firstPauseMs, longestPauseMs }: Deadlines, attempt: number, random: () => number = Math.random): number =>
  Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(attempt - 1, 20)) * (0.5 + random() / 2);

/** What the promise gives; an Outage when that takes longer: finding the cluster has no deadline of its own. */
export async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Outage('no answer in time')), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
