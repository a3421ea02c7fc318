import type { ReactNode } from 'react';
import styles from './skeleton.module.css';

/** Grey lines in the place of what is being loaded. @param lines about as many as will come, so that the page does not jump */
export function Skeleton({ lines = 3 }: { readonly lines?: number }): ReactNode {
  return (
    <div className={styles['skeleton']} aria-busy="true">
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className={styles['line']} />
      ))}
    </div>
  );
}
