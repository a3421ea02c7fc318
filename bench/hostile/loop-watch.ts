import { readFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

/*
 * Loaded by the api of a trial before itself. Tells how long its event loop has not turned at the longest, in time that its thread had a
 * processor: whatever else the machine does is not counted, and every millisecond was the api's own.
 */

const EVERY_MS = 10;

/** In ms. */
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
