/** Something that a person decides by: its name, and its value in words. */
export type Fact = readonly [name: string, value: string];

export interface Difference {
  readonly name: string;
  readonly before: string;
  readonly now: string;
}

/** The facts that have another value than when they were seen. */
export const differences = (seen: readonly Fact[], now: readonly Fact[]): Difference[] =>
  now.flatMap(([name, value]) => {
    const before = seen.find(([known]) => known === name)?.[1] ?? '';
    return before === value ? [] : [{ name, before, now: value }];
  });
