import { useId, useRef, useState, type ReactNode } from 'react';
import { Button } from '../design/button';
import { Table } from '../design/table';
import { texts as shared } from '../design/texts';
import { useTexts } from '../language/use-language';
import { useToast } from '../shell/toasts';
import { csvOf, download, pngOf, svgOf, type TableTwin } from './export';
import styles from './chart-frame.module.css';

interface ChartFrameProps {
  /** The finding in a sentence: "Culture has fallen behind since March". */
  readonly title: string;
  /** The same data as a table: the chart for those who cannot see it, and for spreadsheets. */
  readonly table: TableTwin;
  /** The file name of what is saved, without its ending. */
  readonly name: string;
  /** One <svg>, with a title for screen readers. */
  readonly children: ReactNode;
}

/** A chart with its finding as title, its table twin, and copies as CSV, PNG and SVG. */
export function ChartFrame({ title, table, name, children }: ChartFrameProps): ReactNode {
  const t = useTexts(shared);
  const say = useToast();
  const [isTable, setTable] = useState(false);
  const figure = useRef<HTMLElement>(null);
  const id = useId();
  const picture = (): SVGSVGElement => figure.current!.querySelector('svg')!;
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(csvOf(table, '\t'));
    say(t.copied);
  };
  return (
    <figure className={styles['figure']} ref={figure} aria-labelledby={id}>
      <figcaption className={styles['caption']}>
        <strong id={id}>{title}</strong>
        <span className={styles['acts']}>
          <Button kind="quiet" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
            {isTable ? t.asChart : t.asTable}
          </Button>
          <Button kind="quiet" onClick={() => void copy()}>
            {t.copyTable}
          </Button>
          <Button kind="quiet" onClick={() => download(`${name}.csv`, new Blob([`\uFEFF${csvOf(table, ',')}`], { type: 'text/csv' }))}>
            {t.csv}
          </Button>
          {!isTable && (
            <>
              <Button kind="quiet" onClick={() => download(`${name}.svg`, svgOf(picture()))}>
                {t.svg}
              </Button>
              <Button kind="quiet" onClick={() => void pngOf(picture()).then((png) => download(`${name}.png`, png))}>
                {t.png}
              </Button>
            </>
          )}
        </span>
      </figcaption>
      {isTable ? <Table label={title} head={table.head} rows={table.rows.map((cells, row) => ({ key: String(row), cells }))} /> : children}
    </figure>
  );
}
