import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useTexts } from '../language/use-language';
import styles from './page.module.css';
import { texts } from './texts';

/** For an address that leads nowhere, or to what the person may not see: the two are not told apart. */
export function NotFoundPage(): ReactNode {
  const t = useTexts(texts);
  return (
    <div className={styles['narrow']}>
      <h1>{t.notFoundTitle}</h1>
      <p>{t.notFoundHint}</p>
      <Link href="/">{t.toPortfolio}</Link>
    </div>
  );
}
