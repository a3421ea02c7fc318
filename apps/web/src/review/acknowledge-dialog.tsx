import type { ReactNode } from 'react';
import { CommandDialog } from '../commands/command-dialog';
import type { Pillar } from '../design/pillars';
import { useTexts } from '../language/use-language';
import { useCandidates } from './candidates';
import { AcknowledgeDrift } from './documents';
import { texts } from './texts';

interface AcknowledgeDialogProps {
  readonly episode: { readonly id: string; readonly pillar: Pillar | null };
  readonly programId: string;
  /** The alarm in words. */
  readonly title: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Asks what is done about a drift episode, and which initiative corrects it. */
export function AcknowledgeDialog({ episode, programId, title, onDone, onClose }: AcknowledgeDialogProps): ReactNode {
  const t = useTexts(texts);
  const { initiatives } = useCandidates(programId);
  if (!initiatives) return null;
  return (
    <CommandDialog
      title={title}
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
              .toSorted((one, other) => Number(other.pillar === episode.pillar) - Number(one.pillar === episode.pillar))
              .map((initiative) => [initiative.id, initiative.title] as const),
          ],
        },
      ]}
      hint={t.acknowledgeHint}
      input={{ programId, episodeId: episode.id }}
      done={t.acknowledged}
      onDone={onDone}
      onClose={onClose}
    />
  );
}
