import { useEffect, useRef, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { Dialog } from '../design/dialog';
import { useTexts } from '../language/use-language';
import styles from './keyboard.module.css';
import { texts } from './texts';

type Keys = Readonly<Record<string, () => void>>;

const isTyping = ({ target }: KeyboardEvent): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** How long the second key of a pair such as `g p` may take. */
const PAIR_MS = 1_500;

/** Calls back for single keys and for pairs ("g p"), unless a person types in a field or a dialog is open. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    let first: { readonly key: string; readonly at: number } | undefined;
    const pressed = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || document.querySelector('dialog[open]')) return;
      const pair = first && event.timeStamp - first.at < PAIR_MS ? `${first.key} ${event.key}` : undefined;
      first = { key: event.key, at: event.timeStamp };
      const act = (pair && latest.current[pair]) || latest.current[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, []);
}

/** The keys that hold on every page. `/` moves to the search field of the page. */
export function useAppKeys(help: () => void): void {
  const [, go] = useLocation();
  useKeys({
    'g p': () => go('/'),
    'g w': () => go('/my-work'),
    'g r': () => go('/review'),
    '/': () => document.querySelector<HTMLInputElement>('input[type=search]')?.focus(),
    '?': help,
  });
}

export function KeyboardHelp({ onClose }: { readonly onClose: () => void }): ReactNode {
  const t = useTexts(texts);
  const rows = [
    ['/', t.keySearch],
    ['g p', t.keyPortfolio],
    ['g w', t.keyWork],
    ['g r', t.keyReview],
    ['j k', t.keyRows],
    ['d', t.keyDone],
    ['t', t.keyTrack],
    ['n', t.keyDate],
    ['?', t.keyHelp],
  ] as const;
  return (
    <Dialog title={t.help} onClose={onClose}>
      <dl className={styles['keys']}>
        {rows.map(([keys, meaning]) => (
          <div key={keys}>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
