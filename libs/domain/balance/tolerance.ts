/** Shares, standings and bounds that differ by no more are equal. */
export const TOLERANCE = 1e-12;

/** Whether a sum of values is none at all beside the value of the whole program: sums that cancel leave a residue. */
export const isNothing = (sum: number, total: number): boolean => sum <= TOLERANCE * total;
