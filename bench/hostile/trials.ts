import type { Attack } from './attack.js';
import { queryTrials } from './query-trials.js';
import { socketTrials } from './socket-trials.js';
import type { Question } from './witness.js';

/** One attack. */
export interface Trial {
  readonly name: string;
  /** The store that the attack is made on. */
  readonly store?: 'evidence';
  /** Further questions that the witness asks; their figures are shown but have no bound. */
  readonly questions?: readonly Question[];
  readonly run: (attack: Attack) => Promise<void>;
}

/** The trial without an attack: what the machine itself takes. */
const calm: Trial = {
  name: 'calm',
  run: async (attack) => {
    while (!attack.isOver) await attack.wait(100);
  },
};

export const TRIALS: readonly Trial[] = [calm, ...queryTrials, ...socketTrials];
