import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { Button } from '../design/button';
import { State } from '../design/state';
import { dateInWords, relativeInWords } from '../language/dates';
import { useLanguage, useTexts } from '../language/use-language';
import { GateDialog } from './gate-dialog';
import { Item, ItemList } from './item';
import styles from './review.module.css';
import { texts } from './texts';
import type { WaitingGate } from './waiting';

type EntryAsked = WaitingGate & { readonly next: NonNullable<WaitingGate['next']> };

/** Phases whose planned end is near or has passed. */
export function GateList({ list, refresh }: { readonly list: readonly WaitingGate[]; readonly refresh: () => void }): ReactNode {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const [asked, setAsked] = useState<EntryAsked | undefined>(undefined);
  return (
    <>
      <ItemList title={t.gates}>
        {list.map((gate) => {
          const { programId, program, phase, next, endsOn, daysOver, today } = gate;
          const date = dateInWords(endsOn, language);
          return (
            <Item
              key={programId}
              title={next ? t.gate(phase, next.name) : t.lastGate(phase)}
              href={`/programs/${programId}`}
              program={program}
              acts={
                next ? (
                  <Button kind="primary" onClick={() => setAsked({ ...gate, next })}>
                    {t.enter(next.name)}
                  </Button>
                ) : (
                  <Link href={`/programs/${programId}/settings`} className={styles['act']}>
                    {t.closeOrExtend}
                  </Link>
                )
              }
            >
              <p className={styles['dates']}>
                {daysOver > 0 && <State state="behind">{t.over(daysOver)}</State>}
                <span>{daysOver > 0 ? t.wasDue(date) : t.dueOn(date, relativeInWords(endsOn, today, language))}</span>
              </p>
            </Item>
          );
        })}
      </ItemList>
      {asked && <GateDialog gate={asked} onDone={refresh} onClose={() => setAsked(undefined)} />}
    </>
  );
}
