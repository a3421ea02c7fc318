import { useId, useRef, useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { Button } from '../design/button';
import { Menu } from '../design/menu';
import { Table } from '../design/table';
import { texts as shared } from '../design/texts';
import { useTexts } from '../language/use-language';
import { useToast } from '../shell/toasts';
import { csvOf, download, pngOf, svgOf, type TableTwin } from './export';
import styles from './chart-frame.module.css';

interface ChartFrameProps {
  /** The finding in a sentence: "Culture has fallen behind since March". */
  readonly title: string;
  /** The same data as a table: the chart for those who cannot see it, and for spreadsheets. A function where it is long. */
  readonly table: TableTwin | (() => TableTwin);
  /** The file name of what is saved, without its ending. */
  readonly name: string;
  /** One <svg>, with a title for screen readers. */
  readonly children: ReactNode;
  /** The <svg> that is saved, if the one on the screen does not show everything. */
  readonly whole?: ReactNode;
}

/** A chart with its finding as title, its table twin, and copies as CSV, PNG and SVG. */
export function ChartFrame({ title, table, name, children, whole }: ChartFrameProps): ReactNode {
  const t = useTexts(shared);
  const say = useToast();
  const [isTable, setTable] = useState(false);
  const figure = useRef<HTMLElement>(null);
  const holder = useRef<HTMLDivElement>(null);
  const [isSaving, setSaving] = useState(false);
  const id = useId();
  const twin = (): TableTwin => (typeof table === 'function' ? table() : table);
  /** Hands the picture over while all of it is drawn. */
  const save = async (act: (picture: SVGSVGElement) => void | Promise<void>): Promise<void> => {
    flushSync(() => setSaving(true));
    await act(holder.current?.querySelector('svg') ?? figure.current!.querySelector('svg')!);
    setSaving(false);
  };
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(csvOf(twin(), '\t'));
    say(t.copied);
  };
  const pictures = [
    { name: t.svg, act: () => void save((picture) => download(`${name}.svg`, svgOf(picture))) },
    { name: t.png, act: () => void save(async (picture) => download(`${name}.png`, await pngOf(picture))) },
  ];
  return (
    <figure className={styles['figure']} ref={figure} aria-labelledby={id}>
      <figcaption className={styles['caption']}>
        <strong id={id}>{title}</strong>
        <span className={styles['acts']}>
          <Button kind="quiet" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
            {isTable ? t.asChart : t.asTable}
          </Button>
          <Menu
            label={t.save}
            items={[
              { name: t.copyTable, act: () => void copy() },
              { name: t.csv, act: () => download(`${name}.csv`, new Blob([`\uFEFF${csvOf(twin(), ',')}`], { type: 'text/csv' })) },
              ...(isTable ? [] : pictures),
            ]}
          />
        </span>
      </figcaption>
      {isTable ? <Twin label={title} {...twin()} /> : children}
      {isSaving && whole && (
        <div ref={holder} className={styles['whole']} aria-hidden="true">
          {whole}
        </div>
      )}
    </figure>
  );
}

function Twin({ label, head, rows }: TableTwin & { readonly label: string }): ReactNode {
  return <Table label={label} head={head} rows={rows.map((cells, row) => ({ key: String(row), cells }))} />;
}
