import { useState, type ReactNode } from 'react';
import { CommandDialog } from '../commands/command-dialog';
import { Button } from '../design/button';
import { texts as shared } from '../design/texts';
import { dateInWords, daysBetween, todayIn } from '../language/dates';
import { useLanguage, useTexts } from '../language/use-language';
import { useCandidates } from './candidates';
import { AcknowledgeDrift } from './documents';
import { Item, ItemList } from './item';
import { texts } from './texts';
import type { WaitingDrift } from './waiting';

/** Alarms that nobody has acknowledged. */
export function DriftList({ list, refresh }: { readonly list: readonly WaitingDrift[]; readonly refresh: () => void }): ReactNode {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const title = useDriftTitle();
  const [asked, setAsked] = useState<WaitingDrift | undefined>(undefined);
  const { initiatives } = useCandidates(asked?.program.id);
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
      {asked && initiatives && (
        <CommandDialog
          title={title(asked)}
          act={t.acknowledge}
          document={AcknowledgeDrift}
          fields={[
            { name: 'note', kind: 'area', label: t.whatIsDone, isRequired: true },
            {
              name: 'correctiveInitiativeId',
              kind: 'select',
              label: t.corrective,
              options: [
                ['', t.noCorrective],
                ...initiatives
                  .toSorted((one, other) => Number(other.pillar === asked.pillar) - Number(one.pillar === asked.pillar))
                  .map(({ id, title }) => [id, title] as const),
              ],
            },
          ]}
          hint={t.acknowledgeHint}
          input={{ programId: asked.program.id, episodeId: asked.id }}
          done={t.acknowledged}
          onDone={refresh}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}

function useDriftTitle(): (episode: WaitingDrift) => string {
  const t = useTexts(texts);
  const words = useTexts(shared);
  return ({ kind, pillar }) => t[kind](pillar ? words[pillar] : '');
}
