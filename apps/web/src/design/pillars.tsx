import type { ReactNode } from 'react';
import { useTexts } from '../language/use-language';
import type { Pillar } from './pillar';
import styles from './pillars.module.css';
import { texts } from './texts';

export { PILLARS, type Pillar } from './pillar';

/** The name of a pillar behind its initial in its hue. */
export function PillarName({ pillar, short = false }: { readonly pillar: Pillar; readonly short?: boolean }): ReactNode {
  const t = useTexts(texts);
  return (
    <span className={`${styles['pillar']} ${styles[pillar]}`} title={short ? t[pillar] : undefined}>
      <span className={styles['initial']} aria-hidden="true">
        {t[pillar].slice(0, 1)}
      </span>
      <span className={short ? 'visually-hidden' : undefined}>{t[pillar]}</span>
    </span>
  );
}
