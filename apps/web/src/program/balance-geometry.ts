import { scaleLinear } from 'd3-scale';
import { dayNumber, type PlainDate } from '../language/dates';

/** On a narrower chart labels are initials, and the plot is lower. */
const NARROW = 560;

const LANE = 18;
const AXIS = 22;
const PHASES = 22;

export interface Geometry {
  readonly width: number;
  readonly height: number;
  readonly isNarrow: boolean;
  readonly top: number;
  readonly bottom: number;
  readonly right: number;
  readonly lane: number;
  /** Where a date lies, in pixels. */
  readonly x: (date: PlainDate) => number;
  /** Where a standing, 0 to 1, lies, in pixels. */
  readonly y: (standing: number) => number;
  /** The lowest standing on the chart. */
  readonly floor: number;
}

interface Wanted {
  readonly width: number;
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** The lowest value to show. */
  readonly least: number;
  /** How many lanes of drift episodes there are above the lines. */
  readonly lanes: number;
}

/** Lays a balance chart out for a width. */
export function geometryOf({ width, from, to, least, lanes }: Wanted): Geometry {
  const isNarrow = width < NARROW;
  const top = lanes * LANE + 8;
  const bottom = top + (isNarrow ? 200 : 280);
  const right = width - (isNarrow ? 28 : 132);
  const floor = floorOf(least);
  const days = scaleLinear([dayNumber(from), Math.max(dayNumber(to), dayNumber(from) + 1)], [1, right]);
  const y = scaleLinear([floor, 1], [bottom, top]);
  return { width, height: bottom + AXIS + PHASES, isNarrow, top, bottom, right, lane: LANE, x: (date) => days(dayNumber(date)), y, floor };
}

/** A chart of small delays is not pressed together by the room for large ones. */
export const floorOf = (least: number): number => [0.5, 0.25].find((floor) => least >= floor) ?? 0;

/** The standings that have a line, each with the days behind that it stands for; null where there is no such number. */
export const ticksOf = (floor: number, halfLife: number): { readonly standing: number; readonly days: number | null }[] =>
  [
    { standing: 1, days: 0 },
    { standing: 0.5, days: halfLife },
    { standing: 0.25, days: 2 * halfLife },
    { standing: 0, days: null },
  ].filter(({ standing }) => standing >= floor);
