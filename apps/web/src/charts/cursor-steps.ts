/** How many points a key moves the cursor by. */
const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/** The point that a key leads to from another, not beyond the ends; undefined for a key that moves nothing. */
export function cursorAfter(key: string, at: number, count: number): number | undefined {
  const step = STEPS[key];
  return step === undefined ? undefined : Math.max(0, Math.min(count - 1, at + step));
}

/** The index of the point that is nearest to a place. @param places ascending */
export const nearestOf = (places: readonly number[], place: number): number =>
  places.reduce((best, one, index) => (Math.abs(one - place) < Math.abs(places[best]! - place) ? index : best), 0);
