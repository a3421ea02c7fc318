import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useTexts } from '../language/use-language';
import styles from './dialog.module.css';
import { texts } from './texts';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A modal dialog while it is rendered: the browser keeps the focus in it, Escape closes it, and the focus returns to where it was. */
export function Dialog({ title, onClose, children }: DialogProps): ReactNode {
  const t = useTexts(texts);
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const before = document.activeElement;
    element.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog ref={element} className={styles['dialog']} aria-labelledby={titleId} onClose={onClose} onCancel={onClose}>
      <header className={styles['header']}>
        <h2 id={titleId}>{title}</h2>
        <button type="button" className={styles['close']} aria-label={t.close} onClick={onClose}>
          ×
        </button>
      </header>
      {children}
    </dialog>
  );
}
