import { Component, type ReactNode } from 'react';
import { useTexts } from '../language/use-language';
import styles from './page.module.css';
import { texts } from './texts';

/** Shows a page instead of nothing when the app itself fails. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly error?: Error }> {
  override state: { readonly error?: Error } = {};

  static getDerivedStateFromError(error: Error): { readonly error: Error } {
    return { error };
  }

  override render(): ReactNode {
    return this.state.error ? <Broken error={this.state.error} /> : this.props.children;
  }
}

function Broken({ error }: { readonly error: Error }): ReactNode {
  const t = useTexts(texts);
  return (
    <main className={styles['narrow']}>
      <h1>{t.brokenTitle}</h1>
      <p>{t.brokenHint}</p>
      <pre>{error.message}</pre>
      <button type="button" onClick={() => location.reload()}>
        {t.reload}
      </button>
    </main>
  );
}
