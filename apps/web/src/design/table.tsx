import type { ReactNode } from 'react';
import styles from './table.module.css';

interface TableProps {
  /** What the table shows, for screen readers. */
  readonly label: string;
  readonly head: readonly ReactNode[];
  /** The columns, by index, whose cells are numbers and stand at the right. */
  readonly numbers?: readonly number[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
}

/** A table that scrolls sideways by itself where it is too wide, so that the page does not. */
export function Table({ label, head, numbers = [], rows }: TableProps): ReactNode {
  const classOf = (column: number): string | undefined => (numbers.includes(column) ? styles['number'] : undefined);
  return (
    <div className={styles['scroller']} tabIndex={0} role="region" aria-label={label}>
      <table className={styles['table']}>
        <thead>
          <tr>
            {head.map((cell, column) => (
              <th key={column} scope="col" className={classOf(column)}>
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key}>
              {cells.map((cell, column) => (
                <td key={column} className={classOf(column)}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
