import type { ReactNode } from 'react';
import { useTexts } from '../language/use-language';
import { texts } from './texts';
import styles from './page.module.css';

/** What a person sees who has not signed in, or whose access was ended. */
export function SignedOutPage(): ReactNode {
  const t = useTexts(texts);
  const next = encodeURIComponent(location.pathname + location.search);
  return (
    <main className={styles['narrow']} id="content">
      <h1>{t.signedOutTitle}</h1>
      <p>{t.signedOutHint}</p>
      <p>
        <a href={`/welcome?next=${next}`}>{t.signIn}</a>
      </p>
    </main>
  );
}
