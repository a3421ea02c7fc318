import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { useIsPrinted } from './use-printed';

/** The width of a sheet of A4 within its margins, in CSS pixels. */
const SHEET = 700;

/**
 * The width of an element in pixels: a chart is drawn for it, so that its letters keep their size. 0 until it is known.
 * @param columns how many such elements stand beside each other on paper
 */
export function useWidth<E extends HTMLElement>(columns = 1): readonly [width: number, element: RefObject<E | null>] {
  const element = useRef<E>(null);
  const [width, setWidth] = useState(0);
  const isPrinted = useIsPrinted();
  useLayoutEffect(() => {
    const seen = element.current!;
    const measure = (): void => setWidth(Math.floor(seen.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(seen);
    return () => observer.disconnect();
  }, []);
  return [isPrinted ? SHEET / columns : width, element];
}
