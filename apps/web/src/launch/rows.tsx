import type { ReactNode } from 'react';
import { Button } from '../design/button';
import { Field, fieldControlClass } from '../design/form';
import { useTexts } from '../language/use-language';
import styles from './launch.module.css';
import { COLUMNS, type Cells, type Column } from './table';
import { texts } from './texts';

export interface Row {
  readonly key: number;
  readonly cells: Cells;
}

interface RowsProps {
  readonly rows: readonly Row[];
  /** What is wrong in each row, in words. */
  readonly errorsOf: (index: number) => Partial<Record<Column, string>>;
  readonly onChange: (rows: readonly Row[]) => void;
}

/** The milestones as a table of fields. A date that cannot be read stays as text, to be corrected where it stands. */
export function Rows({ rows, errorsOf, onChange }: RowsProps): ReactNode {
  const t = useTexts(texts);
  const set = (key: number, column: Column, value: string): void =>
    onChange(rows.map((row) => (row.key === key ? { key, cells: { ...row.cells, [column]: value } } : row)));
  const names = { title: t.name, due: t.due, weight: t.weight };
  return (
    <ol className={styles['rows']}>
      {rows.map(({ key, cells }, index) => {
        const errors = errorsOf(index);
        return (
          <li key={key} aria-label={t.row(index + 1)} className={styles['row']}>
            {COLUMNS.map((column) => (
              <div key={column} className={styles[column]}>
                <Field label={names[column]} error={errors[column]}>
                  {(control) => (
                    <input
                      {...control}
                      className={fieldControlClass}
                      type={column === 'due' && (cells.due === '' || isIso(cells.due)) ? 'date' : 'text'}
                      {...(column === 'weight' && { inputMode: 'decimal', placeholder: '1' })}
                      value={cells[column]}
                      onChange={(event) => set(key, column, event.target.value)}
                    />
                  )}
                </Field>
              </div>
            ))}
            <Button
              kind="quiet"
              className={styles['remove']}
              aria-label={t.remove(index + 1)}
              onClick={() => onChange(rows.filter((row) => row.key !== key))}
            >
              ×
            </Button>
          </li>
        );
      })}
    </ol>
  );
}

const isIso = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);
