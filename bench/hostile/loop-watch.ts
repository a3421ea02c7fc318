import { readFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

/*
 * Loaded into the api's process before the api. Measures the longest time in which the event loop did not turn, in processor time of its
 * thread: other programs do not count, and every millisecond was the api's own.
 */

const EVERY_MS = 10;

/** The thread's processor time in ms. */
const processorTime = (): number => Number(readFileSync('/proc/thread-self/schedstat', 'latin1').split(' ', 1)[0]) / 1e6;

if (isMainThread && process.send) {
  let longest = 0;
  let at = processorTime();
  const look = (): void => {
    const now = processorTime();
    longest = Math.max(longest, now - at);
    at = now;
  };
  setInterval(look, EVERY_MS).unref();
  process.on('message', () => {
    process.send!(Math.round(longest));
    longest = 0;
  });
  process.channel?.unref();
}
