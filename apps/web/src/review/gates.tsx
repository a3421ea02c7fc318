import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { CommandDialog } from '../commands/command-dialog';
import { Button } from '../design/button';
import { State } from '../design/state';
import { dateInWords, relativeInWords } from '../language/dates';
import { useLanguage, useTexts } from '../language/use-language';
import { useCandidates } from './candidates';
import { EnterPhase } from './documents';
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
  const { people } = useCandidates(asked?.programId);
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
      {asked && people && (
        <CommandDialog
          title={t.enterTitle(asked.next.name)}
          act={t.enter(asked.next.name)}
          document={EnterPhase}
          fields={[
            { name: 'on', kind: 'date', label: t.on, isRequired: true, start: asked.today, max: asked.today },
            { name: 'approvedBy', kind: 'select', label: t.approvedBy, options: [['', t.notNamed], ...people] },
            { name: 'note', kind: 'area', label: t.note },
          ]}
          hint={t.enterHint}
          input={{ programId: asked.programId, phase: asked.next.key }}
          revision={asked.revision}
          done={t.entered(asked.next.name)}
          onDone={refresh}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}
