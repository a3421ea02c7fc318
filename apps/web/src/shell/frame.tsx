import { useEffect, useState, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { Button } from '../design/button';
import { useLanguage, useTexts } from '../language/use-language';
import { ConnectionBar } from './connection-bar';
import { KeyboardHelp, useAppKeys } from './keyboard';
import { useViewer } from './session';
import styles from './frame.module.css';
import { texts } from './texts';

/** What surrounds each page: the way to the others, the language, and whether the api is within reach. */
export function Frame({ children }: { readonly children: ReactNode }): ReactNode {
  const t = useTexts(texts);
  const { language, choose } = useLanguage();
  const { person } = useViewer();
  const [path] = useLocation();
  const [isHelp, setHelp] = useState(false);
  useAppKeys(() => setHelp(true));
  useEffect(() => scrollTo(0, 0), [path]);
  const places = [
    ['/', t.portfolio],
    ['/my-work', t.myWork],
    ['/review', t.review],
    ['/people', t.people],
  ] as const;
  return (
    <>
      <a className={styles['skip']} href="#content">
        {t.skip}
      </a>
      <header className={styles['header']}>
        <Link href="/" className={styles['brand']} aria-label={t.brand}>
          <svg viewBox="0 0 20 20" aria-hidden="true">
            <path d="M2 12h16a8 6 0 0 1-16 0ZM9 2h2v9H9ZM12 3l5 7h-5Z" />
          </svg>
          <span>{t.brand}</span>
        </Link>
        <nav aria-label={t.menu} className={styles['nav']}>
          {places.map(([to, name]) => (
            <Link key={to} href={to} aria-current={isAt(path, to) ? 'page' : undefined}>
              {name}
            </Link>
          ))}
        </nav>
        <div className={styles['side']}>
          <Button kind="quiet" className={styles['keys']} onClick={() => setHelp(true)} aria-label={t.help}>
            ?
          </Button>
          <Button
            kind="quiet"
            lang={language === 'en' ? 'zh-CN' : 'en'}
            aria-label={t.switchLanguage}
            onClick={() => choose(language === 'en' ? 'zh' : 'en')}
          >
            {t.language}
          </Button>
          <Link href="/account" className={styles['person']} aria-current={path === '/account' ? 'page' : undefined}>
            {person.name}
          </Link>
        </div>
      </header>
      <ConnectionBar />
      <main id="content" className={styles['main']} tabIndex={-1}>
        {children}
      </main>
      {isHelp && <KeyboardHelp onClose={() => setHelp(false)} />}
    </>
  );
}

const isAt = (path: string, place: string): boolean =>
  place === '/' ? path === '/' || path.startsWith('/programs') || path.startsWith('/initiatives') : path.startsWith(place);
