/**
 * Moves labels apart that would lie on each other, each as little as needed, in their order.
 * @param wanted where each would stand @param gap the least distance @param bottom none goes below
 */
export function spread(wanted: readonly number[], gap: number, bottom: number): number[] {
  const order = wanted.map((_, index) => index).sort((one, other) => wanted[one]! - wanted[other]! || one - other);
  const places = [...wanted];
  let least = Number.NEGATIVE_INFINITY;
  for (const index of order) {
    places[index] = Math.max(places[index]!, least);
    least = places[index] + gap;
  }
  let most = bottom;
  for (const index of order.toReversed()) {
    places[index] = Math.min(places[index]!, most);
    most = places[index] - gap;
  }
  return places;
}

/** Gives each stretch the first lane in which no earlier one reaches it. @param stretches by their start @returns the lane of each */
export function lanesOf(stretches: readonly { readonly start: number; readonly end: number }[]): number[] {
  const ends: number[] = [];
  return stretches.map(({ start, end }) => {
    const free = ends.findIndex((taken) => taken <= start);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = end;
    return lane;
  });
}
