import type { EventStore } from '#event-sourcing/store/event-store.js';
import { Folds } from '#event-sourcing/folds/folds.js';
import type { WriteSide } from '#event-sourcing/commands/handle.js';
import { KeyedMutex } from '#async/keyed-mutex.js';
import { noInitiative } from '#domain/initiative/state.js';
import type { Clock } from '../clock.js';
import { initiatives, initiativeStream } from './aggregates.js';
import type { EvaluationInputs } from './evaluation-inputs.js';
import type { Writing } from './perform.js';

/** Makes what the handlers of one process share: folded streams, a keyed mutex by stream, and look-ups. */
export function writingTo(store: EventStore, now: Clock, evaluations: EvaluationInputs): Writing {
  const write: WriteSide = { store, folds: new Folds(store), turns: new KeyedMutex(), now };
  const initiative = async (id: string) => (await write.folds.fresh(initiativeStream(id), initiatives.decider)).state ?? noInitiative;
  return { write, around: { evaluations, initiative } };
}
