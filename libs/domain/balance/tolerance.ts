/** Shares, standings and bounds that differ by no more than this are equal. */
export const TOLERANCE = 1e-12;

/** Whether a sum is zero compared with the value of the whole program: sums that cancel leave a rounding error. */
export const isNothing = (sum: number, total: number): boolean => sum <= TOLERANCE * total;

/** Days behind that differ by no more than this are equal: they are ratios of sums with rounding errors. */
export const DAYS_TOLERANCE = 1e-6;
