import type { Position } from '../event.js';

/** Stores how far each consumer of the log has got, by name. A lost checkpoint costs work but no correctness: consumers are idempotent. */
export interface CheckpointStore {
  /** Loads a consumer's checkpoint; undefined: it starts from the beginning. */
  load(name: string): Promise<Position | undefined>;
  save(name: string, position: Position): Promise<void>;
}

/** The injection token of the CheckpointStore. */
export const CHECKPOINT_STORE = Symbol('CHECKPOINT_STORE');
