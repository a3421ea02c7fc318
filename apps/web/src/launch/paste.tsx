import { useState, type ReactNode } from 'react';
import { Button } from '../design/button';
import { TextArea } from '../design/form';
import { useTexts } from '../language/use-language';
import styles from './launch.module.css';
import { readTable, type Cells } from './table';
import { texts } from './texts';

/** A field for a table from a spreadsheet. What was pasted is taken over at once; what was typed, by the button. */
export function Paste({ onRows }: { readonly onRows: (rows: readonly Cells[]) => void }): ReactNode {
  const t = useTexts(texts);
  const [text, setText] = useState('');
  const [said, setSaid] = useState<{ readonly error?: string; readonly notes?: readonly string[] }>({});
  const read = (table: string): void => {
    const { rows, missing, ignored } = readTable(table);
    if (rows.length === 0) {
      setText(table);
      setSaid({
        error:
          missing.length > 0
            ? t.missing(missing.map((column) => ({ title: t.name, due: t.due, weight: t.weight })[column]).join(', '))
            : t.noRows,
      });
      return;
    }
    setText('');
    setSaid({ notes: [t.taken(rows.length), ...(ignored.length > 0 ? [t.ignored(ignored.join(', '))] : [])] });
    onRows(rows);
  };
  return (
    <details className={styles['paste']}>
      <summary>{t.pasteTitle}</summary>
      <div className={styles['pasted']}>
        <TextArea
          label={t.cells}
          hint={t.pasteHint}
          error={said.error}
          value={text}
          spellCheck={false}
          onChange={(event) => setText(event.target.value)}
          onPaste={(event) => {
            if (text !== '') return;
            event.preventDefault();
            read(event.clipboardData.getData('text/plain'));
          }}
        />
        {text.trim() !== '' && <Button onClick={() => read(text)}>{t.takeOver}</Button>}
        <div role="status">
          {said.notes?.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </div>
      </div>
    </details>
  );
}
