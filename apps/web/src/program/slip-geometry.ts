import { scaleLinear } from 'd3-scale';
import { dayNumber, type PlainDate } from '../language/dates';
import type { SlipRow } from './slip-rows';

/** On a narrower chart each milestone has a line for its title and one for its dates. */
const NARROW = 620;

export interface SlipGeometry {
  readonly width: number;
  readonly isNarrow: boolean;
  /** Where the plot begins and ends, in pixels. */
  readonly left: number;
  readonly right: number;
  readonly x: (date: PlainDate) => number;
  readonly heightOf: (row: SlipRow) => number;
}

/** Lays the slip chart out for a width. @param span the first and the last day, as day numbers */
export function slipGeometry(width: number, [from, to]: readonly [from: number, to: number]): SlipGeometry {
  const isNarrow = width < NARROW;
  const left = isNarrow ? 10 : Math.min(400, Math.round(width * 0.36)) + 10;
  const right = Math.max(left + 1, width - 56);
  const days = scaleLinear([from, Math.max(to, from + 1)], [left, right]);
  const milestone = isNarrow ? 46 : 26;
  return {
    width,
    isNarrow,
    left,
    right,
    x: (date) => days(dayNumber(date)),
    heightOf: ({ is }) => (is === 'pillar' ? 34 : is === 'initiative' ? 26 : milestone),
  };
}
