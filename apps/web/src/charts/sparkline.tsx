import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import type { ReactNode } from 'react';
import styles from './sparkline.module.css';

const WIDTH = 72;
const HEIGHT = 24;

/** A small line without axes. @param values from 0 to 1, null where there is none @param label what it shows, for screen readers */
export function Sparkline({ values, label }: { readonly values: readonly (number | null)[]; readonly label: string }): ReactNode {
  const x = scaleLinear([0, Math.max(1, values.length - 1)], [2, WIDTH - 3]);
  const y = scaleLinear([0, 1], [HEIGHT - 2, 2]);
  const path = line<number | null>(
    (_, index) => x(index),
    (value) => y(value ?? 0),
  ).defined((value) => value !== null)(values);
  const last = values.at(-1);
  return (
    <svg className={styles['sparkline']} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <path d={path ?? ''} />
      {last != null && <circle cx={x(values.length - 1)} cy={y(last)} r="2.5" />}
    </svg>
  );
}
