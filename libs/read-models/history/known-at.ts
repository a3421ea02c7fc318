import type { AsOfPoint } from '../as-of/as-of-point.js';
import { between, type Condition } from '../paging/condition.js';

/**
 * Conditions for the events of the journal `j` before an as-of point. Neither instant ever decreases within a stream, so they select a
 * prefix of each stream.
 */
export const knownAt = ({ asOf, asRecordedAt }: AsOfPoint): readonly Condition[] => [
  ...between('j.occurred_at', null, asOf),
  ...between('j.recorded_at', null, asRecordedAt),
];
