/** A measured value and the floor that it is compared with. */
export interface Measured {
  readonly name: string;
  readonly value: number;
  readonly unit: 'per second' | 'ms' | 'MB';
  readonly floor: number;
  /** The bound for the ratio value / floor. A value without a floor of its own is compared with the bound itself: its `floor` is 1. */
  readonly bound: { readonly atLeast: number } | { readonly atMost: number };
}

/** How many rounds are measured, after a warm-up. */
export const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5);

export const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

/** Rounds to the precision of a measurement. */
const rounded = (value: number, digits: number): number => Number(value.toPrecision(digits));

/** Prints a figure as one line of JSON, even if it misses its bound, which is no failure. */
export function report({ name, value, unit, floor, bound }: Measured): void {
  const ratio = value / floor;
  const [wanted, ok] = 'atLeast' in bound ? [`>= ${bound.atLeast}`, ratio >= bound.atLeast] : [`<= ${bound.atMost}`, ratio <= bound.atMost];
  const line = { name, value: rounded(value, 4), unit, floor: rounded(floor, 4), ratio: rounded(ratio, 3), bound: wanted, ok };
  console.log(JSON.stringify(line));
}

/** Runs the warm-up and the rounds; each round makes every measurement once. @returns the median of each */
export async function medians<Name extends string>(
  measurements: Readonly<Record<Name, () => number | Promise<number>>>,
  rounds = ROUNDS,
): Promise<Readonly<Record<Name, number>>> {
  const found = new Map<Name, number[]>();
  for (let round = 0; round <= rounds; round++) {
    for (const name of Object.keys(measurements) as Name[]) {
      const value = await measurements[name]();
      if (round > 0) found.set(name, [...(found.get(name) ?? []), value]);
    }
  }
  return Object.fromEntries([...found].map(([name, values]) => [name, median(values)])) as Record<Name, number>;
}
