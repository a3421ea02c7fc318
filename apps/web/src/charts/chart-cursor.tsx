import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import styles from './chart-cursor.module.css';
import { cursorAfter, nearestOf } from './cursor-steps';

interface ChartCursorProps {
  /** Where each point lies, in pixels, ascending. */
  readonly places: readonly number[];
  /** The index of the point at the cursor; undefined while nobody points. */
  readonly cursor: number | undefined;
  /** The point at which the keys begin. */
  readonly start: number;
  readonly onMove: (cursor: number | undefined) => void;
  readonly top: number;
  readonly bottom: number;
  readonly right: number;
  readonly label: string;
  /** The values of a point, for screen readers. */
  readonly wordsOf: (index: number) => string;
  /** What marks the values at the cursor. */
  readonly children: ReactNode;
}

/** A line that the pointer or the arrow keys move from point to point. Screen readers know it as a slider, which reads the values. */
export function ChartCursor(props: ChartCursorProps): ReactNode {
  const { places, cursor, start, onMove, top, bottom, right, label, wordsOf, children } = props;
  const at = Math.min(cursor ?? start, places.length - 1);
  const pressed = (event: KeyboardEvent): void => {
    const next = cursorAfter(event.key, at, places.length);
    if (next === undefined) return;
    event.preventDefault();
    onMove(next);
  };
  const pointed = ({ currentTarget, clientX }: PointerEvent<SVGElement>): void => {
    const { left, width } = currentTarget.getBoundingClientRect();
    onMove(nearestOf(places, ((clientX - left) / width) * right));
  };
  return (
    <g>
      {cursor !== undefined && (
        <>
          <line className={styles['line']} x1={places[at]} x2={places[at]} y1={top} y2={bottom} />
          {children}
        </>
      )}
      <rect
        className={styles['hit']}
        x="0"
        width={right}
        y={top}
        height={bottom - top}
        tabIndex={0}
        role="slider"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={places.length - 1}
        aria-valuenow={at}
        aria-valuetext={wordsOf(at)}
        onKeyDown={pressed}
        onFocus={() => onMove(at)}
        onBlur={() => onMove(undefined)}
        onPointerMove={pointed}
        onPointerDown={pointed}
        onPointerLeave={({ currentTarget }) => document.activeElement !== currentTarget && onMove(undefined)}
      />
    </g>
  );
}
