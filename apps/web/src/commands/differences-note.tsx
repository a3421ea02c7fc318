import type { ReactNode } from 'react';
import { Button } from '../design/button';
import { useTexts } from '../language/use-language';
import type { Difference } from './differences';
import styles from './differences-note.module.css';
import { texts } from './texts';

/** Tells a person whose form is open that somebody changed what it is about: the old value struck through above the new one. */
export function DifferencesNote({
  differences,
  onAgree,
}: {
  readonly differences: readonly Difference[];
  readonly onAgree: () => void;
}): ReactNode {
  const t = useTexts(texts);
  return (
    <div className={styles['note']} role="alert">
      <strong>{t.changedMeanwhile}</strong>
      <dl>
        {differences.map(({ name, before, now }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <del>{before}</del> <ins>{now}</ins>
            </dd>
          </div>
        ))}
      </dl>
      <Button onClick={onAgree}>{t.seen}</Button>
    </div>
  );
}
