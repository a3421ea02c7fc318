import type { Projection } from '#event-sourcing/projection.js';
import { driftProjection } from './drift/drift-projection.js';
import { evaluationProjection } from './evaluations/evaluation-projection.js';
import { initiativeProjection } from './initiatives/initiative-projection.js';
import { programProjection } from './programs/program-projection.js';

/** Every projection that the runner feeds, beside the journal. A program's comes before those of what belongs to it. */
export const PROJECTIONS: readonly Projection[] = [programProjection, initiativeProjection, evaluationProjection, driftProjection];
