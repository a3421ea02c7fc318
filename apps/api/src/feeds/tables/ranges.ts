import type { DateRange, NumberRange } from '#read-models/paging/range.js';

type Ends = 'forecastFrom' | 'forecastTo' | 'baselineFrom' | 'baselineTo' | 'achievedFrom' | 'achievedTo';
type Asked = { readonly [K in Ends]?: string } & { readonly slipDaysAtLeast?: number; readonly slipDaysAtMost?: number };

interface Ranges {
  readonly forecast: DateRange;
  readonly baseline: DateRange;
  readonly achieved: DateRange;
  readonly slipDays: NumberRange;
}

/** The ranges of a filter on milestones, from the parameters that name their ends. */
export const rangesOf = (asked: Asked): Ranges => ({
  forecast: { from: asked.forecastFrom, to: asked.forecastTo },
  baseline: { from: asked.baselineFrom, to: asked.baselineTo },
  achieved: { from: asked.achievedFrom, to: asked.achievedTo },
  slipDays: { atLeast: asked.slipDaysAtLeast, atMost: asked.slipDaysAtMost },
});
