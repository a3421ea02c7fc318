import { getEnvironmentData } from 'node:worker_threads';

// Imported first by the threads that a test starts: each blocks here until the test lets it continue or die.
const gate = getEnvironmentData('gate') as SharedArrayBuffer | undefined;
if (gate) {
  const state = new Int32Array(gate);
  Atomics.wait(state, 0, 1);
  if (state[0] === 2) process.exit(1);
}
