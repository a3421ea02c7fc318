import { useId, type ReactNode } from 'react';
import styles from './menu.module.css';

interface MenuProps {
  /** What the button says to screen readers. */
  readonly label: string;
  readonly children?: ReactNode;
  readonly items: readonly { readonly name: string; readonly act: () => void }[];
}

/** A button that opens a short list of acts. The browser closes it on Escape and on a click elsewhere. */
export function Menu({ label, items, children }: MenuProps): ReactNode {
  const id = useId();
  if (items.length === 0) return null;
  return (
    <span className={styles['menu']}>
      <button type="button" className={styles['opener']} popoverTarget={id} aria-label={label}>
        {children ?? '⋯'}
      </button>
      <span id={id} popover="auto" className={styles['list']} role="menu">
        {items.map(({ name, act }) => (
          <button
            key={name}
            type="button"
            role="menuitem"
            onClick={(event) => {
              event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover();
              act();
            }}
          >
            {name}
          </button>
        ))}
      </span>
    </span>
  );
}
