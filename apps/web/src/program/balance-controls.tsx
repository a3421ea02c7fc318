import type { ReactNode } from 'react';
import { useTexts } from '../language/use-language';
import { useLocation, useSearch } from 'wouter';
import type { ChartRange } from './range';
import styles from './chart.module.css';
import { texts } from './texts';

interface BalanceControlsProps {
  readonly range: ChartRange;
  readonly startsOn: string;
  readonly today: string;
}

/** Which dates the chart shows, and with whose knowledge: all of it is in the address. */
export function BalanceControls({ range, startsOn, today }: BalanceControlsProps): ReactNode {
  const t = useTexts(texts);
  const search = new URLSearchParams(useSearch());
  const [path, go] = useLocation();
  const isOwn = search.has('from') || search.has('to');
  const chosen = isOwn ? undefined : (search.get('range') ?? '1y');
  const perspective = search.get('perspective') === 'now' ? 'now' : 'then';
  const set = (changes: Readonly<Record<string, string | undefined>>): void => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined || value === '') next.delete(name);
      else next.set(name, value);
    }
    const text = next.toString();
    go(text ? `${path}?${text}` : path);
  };
  return (
    <div className={styles['controls']}>
      <span role="group" aria-label={t.range} className={styles['choice']}>
        <button type="button" aria-pressed={chosen === '1y'} onClick={() => set({ range: undefined, from: undefined, to: undefined })}>
          {t.year}
        </button>
        <button type="button" aria-pressed={chosen === 'all'} onClick={() => set({ range: 'all', from: undefined, to: undefined })}>
          {t.all}
        </button>
      </span>
      <input
        type="date"
        aria-label={t.from}
        value={range.from}
        min={startsOn}
        max={range.to}
        onChange={({ target }) => target.value && set({ from: target.value, range: undefined })}
      />
      <input
        type="date"
        aria-label={t.to}
        value={range.to}
        min={startsOn}
        max={today}
        onChange={({ target }) => target.value && set({ to: target.value === today ? undefined : target.value })}
      />
      <span role="group" aria-label={t.perspective} className={styles['choice']}>
        <button type="button" aria-pressed={perspective === 'then'} title={t.thenHint} onClick={() => set({ perspective: undefined })}>
          {t.then}
        </button>
        <button type="button" aria-pressed={perspective === 'now'} title={t.nowHint} onClick={() => set({ perspective: 'now' })}>
          {t.now}
        </button>
      </span>
    </div>
  );
}
