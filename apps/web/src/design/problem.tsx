import type { ReactNode } from 'react';
import { useTexts } from '../language/use-language';
import { Button } from './button';
import styles from './problem.module.css';
import { texts } from './texts';

interface FailedRequest {
  readonly message: string;
  readonly networkError?: Error | undefined;
  readonly graphQLErrors: readonly { readonly message: string }[];
}

/** Says that something could not be loaded, why, and offers another try. */
export function Problem({ error, again }: { readonly error?: FailedRequest | undefined; readonly again: () => void }): ReactNode {
  const t = useTexts(texts);
  const reason = error?.graphQLErrors[0]?.message ?? t.unreachable;
  return (
    <div className={styles['problem']} role="alert">
      <strong>{t.notLoaded}</strong>
      <span>{reason}</span>
      <Button onClick={again}>{t.again}</Button>
    </div>
  );
}
