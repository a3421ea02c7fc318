import { TOLERANCE } from './tolerance.js';

export interface Coupling {
  readonly c: number;
  readonly t: number;
  readonly d: number;
}

/**
 * The coupling coordination degree D = √(C·T) in the corrected form of Wang Shujia et al. 2021 (自然资源学报 36(3)): C = √((1 − mean over the
 * pairs of |r_i − r_j|) · (Π r_i / max r)^{1/(n−1)}), T = mean(r). The common form C = n·GM/Σ is not used: its values crowd near 1, and it
 * rates a starved pillar as well coordinated. docs/balance.md, “Standing and balance”.
 * @param standings in [0, 1], two or more
 */
export function couplingOf(standings: readonly number[]): Coupling {
  const n = standings.length;
  const highest = Math.max(...standings);
  let sum = 0;
  let product = 1;
  let apart = 0;
  for (let i = 0; i < n; i++) {
    const r = standings[i]!;
    sum += r;
    product *= highest === 0 ? 1 : r / highest;
    for (let j = i + 1; j < n; j++) apart += Math.abs(r - standings[j]!);
  }
  const t = sum / n;
  const meanApart = apart / ((n * (n - 1)) / 2);
  const c = Math.sqrt((1 - meanApart) * product ** (1 / (n - 1)));
  return { c, t, d: Math.sqrt(c * t) };
}

/** The indices of the smallest values, including those that equal the smallest within the tolerance. */
export function lowestOf(standings: readonly number[]): readonly number[] {
  const lowest = Math.min(...standings);
  return standings.flatMap((r, index) => (r <= lowest + TOLERANCE ? [index] : []));
}
