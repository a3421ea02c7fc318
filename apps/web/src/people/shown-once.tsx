import { useState, type ReactNode } from 'react';
import { Button } from '../design/button';
import { Dialog } from '../design/dialog';
import { texts as shared } from '../design/texts';
import { useTexts } from '../language/use-language';
import styles from './people.module.css';
import { texts } from './texts';

/** Shows a link, token or address that the api tells only once, with a button to copy it. */
export function ShownOnce({
  title,
  hint,
  secret,
  onClose,
}: {
  readonly title: string;
  readonly hint: string;
  readonly secret: string;
  readonly onClose: () => void;
}): ReactNode {
  const t = useTexts(texts);
  const words = useTexts(shared);
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(secret);
      setCopied(true);
    } catch {
      // Without https browsers have no clipboard: the text is selected by a click, and copied by hand.
      setCopied(false);
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <div className={styles['once']}>
        <p>{hint}</p>
        <code className={styles['secret']}>{secret}</code>
        <p role="status">{isCopied && words.copied}</p>
        <div className={styles['acts']}>
          <Button kind="primary" onClick={() => void copy()}>
            {t.copy}
          </Button>
          <Button onClick={onClose}>{words.close}</Button>
        </div>
      </div>
    </Dialog>
  );
}
