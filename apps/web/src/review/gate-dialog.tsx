import type { ReactNode } from 'react';
import { CommandDialog } from '../commands/command-dialog';
import { useTexts } from '../language/use-language';
import { useCandidates } from './candidates';
import { EnterPhase } from './documents';
import { texts } from './texts';
import type { WaitingGate } from './waiting';

interface GateDialogProps {
  readonly gate: Pick<WaitingGate, 'programId' | 'revision' | 'today'> & { readonly next: NonNullable<WaitingGate['next']> };
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Asks when the next phase was entered, and who approved the gate. */
export function GateDialog({ gate: { programId, revision, today, next }, onDone, onClose }: GateDialogProps): ReactNode {
  const t = useTexts(texts);
  const { people } = useCandidates(programId);
  if (!people) return null;
  return (
    <CommandDialog
      title={t.enterTitle(next.name)}
      act={t.enter(next.name)}
      document={EnterPhase}
      fields={[
        { name: 'on', kind: 'date', label: t.on, isRequired: true, start: today, max: today },
        { name: 'approvedBy', kind: 'select', label: t.approvedBy, options: [['', t.notNamed], ...people] },
        { name: 'note', kind: 'area', label: t.note },
      ]}
      hint={t.enterHint}
      input={{ programId, phase: next.key }}
      revision={revision}
      done={t.entered(next.name)}
      onDone={onDone}
      onClose={onClose}
    />
  );
}
