import { useState, type ReactNode } from 'react';
import { CommandDialog } from '../commands/command-dialog';
import { Button } from '../design/button';
import { AssignOwner } from '../initiative/documents';
import { todayIn } from '../language/dates';
import { useTexts } from '../language/use-language';
import { useCandidates } from './candidates';
import { Item, ItemList } from './item';
import { texts } from './texts';
import type { UnownedInitiative } from './waiting';

/** Initiatives for which nobody answers. */
export function UnownedList({ list, refresh }: { readonly list: readonly UnownedInitiative[]; readonly refresh: () => void }): ReactNode {
  const t = useTexts(texts);
  const [asked, setAsked] = useState<UnownedInitiative | undefined>(undefined);
  const { people } = useCandidates(asked?.program.id);
  return (
    <>
      <ItemList title={t.unowned}>
        {list.map((initiative) => (
          <Item
            key={initiative.id}
            title={initiative.title}
            href={`/initiatives/${initiative.id}`}
            program={initiative.program.name}
            pillar={initiative.pillar}
            acts={
              <Button kind="primary" onClick={() => setAsked(initiative)}>
                {t.assign}
              </Button>
            }
          />
        ))}
      </ItemList>
      {asked && people && (
        <CommandDialog
          title={t.assignTitle(asked.title)}
          act={t.assign}
          document={AssignOwner}
          fields={[
            { name: 'ownerId', kind: 'select', label: t.owner, isRequired: true, options: [['', t.choose], ...people] },
            { name: 'effectiveOn', kind: 'date', label: t.from, isRequired: true, start: todayIn(asked.program.timeZone) },
          ]}
          input={{ initiativeId: asked.id }}
          revision={asked.revision}
          done={t.assigned}
          onDone={refresh}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}
