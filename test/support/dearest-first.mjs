import TestSequencer from '@jest/test-sequencer';

/** The kinds of suites by their cost: those that start programs repeatedly, that start some, that open a database, and the rest. */
const KINDS = [/[\\/]test[\\/]crash[\\/]/, /\.e2e\.spec\.ts$/, /\.int\.spec\.ts$/, /\.spec\.ts$/];

/**
 * Starts the slowest suites first, so that none of them runs alone at the end. Jest knows durations only of suites that have run before.
 */
export default class DearestFirst extends TestSequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    return KINDS.flatMap((kind, i) => sorted.filter(({ path }) => KINDS.findIndex((other) => other.test(path)) === i));
  }
}
