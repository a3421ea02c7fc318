/**
 * The point in history that a question is about: what was known at `asOf` and recorded by `asRecordedAt` (instants, RFC 3339 in UTC with
 * milliseconds). Empty: now. Nested objects inherit it.
 */
export interface AsOfPoint {
  readonly asOf?: string;
  readonly asRecordedAt?: string;
}

export const LIVE: AsOfPoint = {};
