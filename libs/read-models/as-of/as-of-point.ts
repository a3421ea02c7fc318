/**
 * Where a question cuts history: at what was known at `asOf` and at what had been recorded at `asRecordedAt` (instants,
 * RFC 3339 in UTC with milliseconds). Empty: now. Nested objects inherit it.
 */
export interface AsOfPoint {
  readonly asOf?: string;
  readonly asRecordedAt?: string;
}

export const LIVE: AsOfPoint = {};
