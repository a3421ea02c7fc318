import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { PillarName, type Pillar } from '../design/pillars';
import { Section } from '../design/section';
import styles from './review.module.css';

/** The things of one kind that wait. Nothing is shown where none does. */
export function ItemList({ title, children }: { readonly title: string; readonly children: readonly ReactNode[] }): ReactNode {
  if (children.length === 0) return null;
  return (
    <Section title={`${title} (${children.length})`}>
      <ul className={styles['list']}>{children}</ul>
    </Section>
  );
}

interface ItemProps {
  readonly title: string;
  readonly href: string;
  readonly program: string;
  readonly pillar?: Pillar | null;
  /** What a person has to know to decide. */
  readonly children?: ReactNode;
  readonly acts: ReactNode;
}

/** One thing that waits, with its buttons at the right, or below it where the screen is narrow. */
export function Item({ title, href, program, pillar, children, acts }: ItemProps): ReactNode {
  return (
    <li className={styles['item']}>
      <div className={styles['what']}>
        <Link href={href} className={styles['title']}>
          {title}
        </Link>
        <div className={styles['where']}>
          {pillar && <PillarName pillar={pillar} />}
          <span>{program}</span>
        </div>
        {children}
      </div>
      <div className={styles['acts']}>{acts}</div>
    </li>
  );
}
