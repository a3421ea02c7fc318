import TestSequencer from '@jest/test-sequencer';

/** By their cost: what starts programs again and again, what starts some, what opens a database, and the rest. */
const KINDS = [/[\\/]test[\\/]crash[\\/]/, /\.e2e\.spec\.ts$/, /\.int\.spec\.ts$/, /\.spec\.ts$/];

/** Starts with the suites that last longest, for else one of them ends alone. Jest knows how long they last only where they have run before. */
export default class DearestFirst extends TestSequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    return KINDS.flatMap((kind, i) => sorted.filter(({ path }) => KINDS.findIndex((other) => other.test(path)) === i));
  }
}
