import type { AsOfPoint } from '../as-of/as-of-point.js';
import { between, type Condition } from '../paging/condition.js';

/**
 * The events of the journal `j` that lie before a cut. Neither instant ever decreases within a stream, so these are each
 * stream's prefix before its first later event.
 */
export const knownAt = ({ asOf, asRecordedAt }: AsOfPoint): readonly Condition[] => [
  ...between('j.occurred_at', null, asOf),
  ...between('j.recorded_at', null, asRecordedAt),
];
