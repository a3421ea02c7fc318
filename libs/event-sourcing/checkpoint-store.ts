import type { Position } from './event.js';

/**
 * How far somebody who follows the log has come, by name. Losing a checkpoint costs work, never truth: whoever keeps one does
 * nothing twice when told twice.
 */
export interface CheckpointStore {
  /** undefined: from the start. */
  load(name: string): Promise<Position | undefined>;
  save(name: string, position: Position): Promise<void>;
}

/** The token under which it is injected. */
export const CHECKPOINT_STORE = Symbol('CHECKPOINT_STORE');
