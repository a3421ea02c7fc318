/** Shares, standings and bounds that differ by no more are equal. */
export const TOLERANCE = 1e-12;

/** Whether a sum of values is none at all beside the value of the whole program: sums that cancel leave a residue. */
export const isNothing = (sum: number, total: number): boolean => sum <= TOLERANCE * total;

/** Days behind that differ by no more are equal: they are ratios of sums, and nobody is behind by a millionth of a day. */
export const DAYS_TOLERANCE = 1e-6;
