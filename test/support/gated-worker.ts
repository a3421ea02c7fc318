import { getEnvironmentData } from 'node:worker_threads';

// Imported before all else by the threads that a test starts: each stands still here until the test lets it go on, or die.
const gate = getEnvironmentData('gate') as SharedArrayBuffer | undefined;
if (gate) {
  const state = new Int32Array(gate);
  Atomics.wait(state, 0, 1);
  if (state[0] === 2) process.exit(1);
}
