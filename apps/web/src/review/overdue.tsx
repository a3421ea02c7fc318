import { useState, type ReactNode } from 'react';
import { Button } from '../design/button';
import { State } from '../design/state';
import { texts as shared } from '../design/texts';
import { dateInWords } from '../language/dates';
import { useLanguage, useTexts } from '../language/use-language';
import { ActDialog } from '../milestone/act-dialog';
import { Item, ItemList } from './item';
import styles from './review.module.css';
import { texts } from './texts';
import type { OverdueMilestone } from './waiting';

/** Milestones whose promise lies more than a month back and whose forecast has passed too: somebody has to ask. */
export function OverdueList({ list, refresh }: { readonly list: readonly OverdueMilestone[]; readonly refresh: () => void }): ReactNode {
  const t = useTexts(texts);
  const words = useTexts(shared);
  const { language } = useLanguage();
  const [asked, setAsked] = useState<{ readonly of: OverdueMilestone; readonly act: 'achieve' | 'reschedule' } | undefined>(undefined);
  return (
    <>
      <ItemList title={t.overdue}>
        {list.map((milestone) => {
          const { id, title, baseline, forecast, slipDays, initiative, viewerCan } = milestone;
          return (
            <Item
              key={id}
              title={title}
              href={`/initiatives/${initiative.id}`}
              program={initiative.program.name}
              pillar={initiative.pillar}
              acts={
                <>
                  {viewerCan.reschedule && <Button onClick={() => setAsked({ of: milestone, act: 'reschedule' })}>{t.reschedule}</Button>}
                  {viewerCan.achieve && <Button onClick={() => setAsked({ of: milestone, act: 'achieve' })}>{t.achieve}</Button>}
                </>
              }
            >
              <div className={styles['where']}>
                <span>{initiative.title}</span>
                <span>{initiative.owner ? (initiative.owner.name ?? initiative.owner.id) : words.noOne}</span>
              </div>
              <p className={styles['dates']}>
                <State state="behind">{words.daysLate(slipDays)}</State>
                <span>{t.overdueAt(dateInWords(baseline, language))}</span>
                <span>{t.forecastPassed(dateInWords(forecast, language))}</span>
              </p>
            </Item>
          );
        })}
      </ItemList>
      {asked && (
        <ActDialog
          act={asked.act}
          milestone={asked.of}
          initiative={asked.of.initiative}
          timeZone={asked.of.initiative.program.timeZone}
          onDone={refresh}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}
