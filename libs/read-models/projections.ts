import type { Projection } from '#event-sourcing/projection.js';

/** Every projection that the runner feeds, beside the journal. */
export const PROJECTIONS: readonly Projection[] = [];
