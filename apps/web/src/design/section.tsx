import type { ReactNode } from 'react';
import styles from './section.module.css';

/** A part of a page with a heading. @param aside what stands at the right of the heading */
export function Section({
  title,
  aside,
  children,
  id,
}: {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  readonly id?: string;
}): ReactNode {
  return (
    <section className={styles['section']} id={id}>
      <header className={styles['header']}>
        <h2>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  );
}

/** Says that there is nothing here, and what would be. */
export function Empty({ children }: { readonly children: ReactNode }): ReactNode {
  return <p className={styles['empty']}>{children}</p>;
}

/** The heading of a page with what can be done on it. */
export function PageHeader({
  title,
  above,
  children,
}: {
  readonly title: ReactNode;
  readonly above?: ReactNode;
  readonly children?: ReactNode;
}): ReactNode {
  return (
    <header className={styles['page']}>
      <div>
        {above && <div className={styles['above']}>{above}</div>}
        <h1>{title}</h1>
      </div>
      {children && <div className={styles['acts']}>{children}</div>}
    </header>
  );
}
