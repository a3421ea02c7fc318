import { createContext, use, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTexts } from '../language/use-language';
import { texts } from './texts';
import styles from './toasts.module.css';

/** How long a message, and the chance to undo, stays. */
const SHOWN_MS = 10_000;

interface Toast {
  readonly id: number;
  readonly message: string;
  readonly undo?: () => void;
}

type Say = (message: string, undo?: () => void) => void;

const SayContext = createContext<Say>(() => undefined);

/** Short messages at the bottom of the page, read aloud by screen readers, each with an undo for ten seconds where there is one. */
export function ToastProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const next = useRef(0);
  const close = useCallback((id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id)), []);
  const say = useCallback<Say>((message, undo) => {
    const toast = { id: next.current++, message, ...(undo && { undo }) };
    setToasts((shown) => [...shown.slice(-2), toast]);
  }, []);
  const list = useMemo(() => toasts.map((toast) => <Shown key={toast.id} toast={toast} close={close} />), [toasts, close]);
  return (
    <SayContext value={say}>
      {children}
      <div className={styles['toasts']} role="status" aria-live="polite">
        {list}
      </div>
    </SayContext>
  );
}

function Shown({ toast, close }: { readonly toast: Toast; readonly close: (id: number) => void }): ReactNode {
  const t = useTexts(texts);
  useEffect(() => {
    const timer = setTimeout(() => close(toast.id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [toast, close]);
  const undo = (): void => {
    close(toast.id);
    toast.undo?.();
  };
  return (
    <div className={styles['toast']}>
      <span>{toast.message}</span>
      {toast.undo && (
        <button type="button" onClick={undo}>
          {t.undo}
        </button>
      )}
      <button type="button" className={styles['close']} aria-label={t.dismiss} onClick={() => close(toast.id)}>
        ×
      </button>
    </div>
  );
}

/** Shows a message; `undo` is offered for ten seconds. */
export const useToast = (): Say => use(SayContext);
