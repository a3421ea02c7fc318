import type { ButtonHTMLAttributes, ReactNode } from 'react';
import styles from './button.module.css';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `primary` for the one act that the page or form is for; `danger` for what takes something away; `quiet` in rows and bars. */
  readonly kind?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly isBusy?: boolean;
}

/** A button. While `isBusy` it takes no further clicks and says so to screen readers. */
export function Button({ kind = 'plain', isBusy = false, className, type = 'button', disabled, ...rest }: ButtonProps): ReactNode {
  const classes = [styles['button'], styles[kind], className].filter(Boolean).join(' ');
  return <button {...rest} type={type} className={classes} aria-busy={isBusy} disabled={disabled || isBusy} />;
}
