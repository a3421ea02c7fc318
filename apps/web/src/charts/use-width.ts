import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';

/** A sheet of A4 less its margins, in CSS pixels: what a chart is drawn for when the page is printed. */
const PRINTED = 690;

/** The width of an element in pixels, as it is now: a chart is drawn for it, so that its letters keep their size. 0 until it is known. */
export function useWidth<E extends HTMLElement>(): readonly [width: number, element: RefObject<E | null>] {
  const element = useRef<E>(null);
  const [width, setWidth] = useState(0);
  const [isPrinted, setPrinted] = useState(false);
  useLayoutEffect(() => {
    const seen = element.current!;
    setWidth(Math.floor(seen.clientWidth));
    const observer = new ResizeObserver(() => setWidth(Math.floor(seen.clientWidth)));
    observer.observe(seen);
    // The browser takes the picture for the printer as soon as the handler has returned.
    const before = (): void => flushSync(() => setPrinted(true));
    const after = (): void => setPrinted(false);
    addEventListener('beforeprint', before);
    addEventListener('afterprint', after);
    return () => {
      observer.disconnect();
      removeEventListener('beforeprint', before);
      removeEventListener('afterprint', after);
    };
  }, []);
  return [isPrinted ? Math.min(width, PRINTED) : width, element];
}
