import { useState, type ReactNode } from 'react';
import { Button } from '../design/button';
import { texts as shared } from '../design/texts';
import { dateInWords, daysBetween, todayIn } from '../language/dates';
import { useLanguage, useTexts } from '../language/use-language';
import { AcknowledgeDialog } from './acknowledge-dialog';
import { Item, ItemList } from './item';
import { texts } from './texts';
import type { WaitingDrift } from './waiting';

/** Alarms that nobody has acknowledged. */
export function DriftList({ list, refresh }: { readonly list: readonly WaitingDrift[]; readonly refresh: () => void }): ReactNode {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const title = useDriftTitle();
  const [asked, setAsked] = useState<WaitingDrift | undefined>(undefined);
  return (
    <>
      <ItemList title={t.drift}>
        {list.map((episode) => {
          const { id, pillar, openedOn, program } = episode;
          const weeks = Math.max(1, Math.round(daysBetween(openedOn, todayIn(program.timeZone)) / 7));
          return (
            <Item
              key={id}
              title={title(episode)}
              href={`/programs/${program.id}#drift-${id}`}
              program={program.name}
              pillar={pillar}
              acts={
                <Button kind="primary" onClick={() => setAsked(episode)}>
                  {t.acknowledge}
                </Button>
              }
            >
              <p>{t.openSince(dateInWords(openedOn, language), weeks)}</p>
            </Item>
          );
        })}
      </ItemList>
      {asked && (
        <AcknowledgeDialog
          episode={asked}
          programId={asked.program.id}
          title={title(asked)}
          onDone={refresh}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}

/** Says in a sentence what an alarm is about. */
export function useDriftTitle(): (episode: Pick<WaitingDrift, 'kind' | 'pillar'>) => string {
  const t = useTexts(texts);
  const words = useTexts(shared);
  return ({ kind, pillar }) => t[kind](pillar ? words[pillar] : '');
}
