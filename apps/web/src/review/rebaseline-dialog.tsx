import type { ReactNode } from 'react';
import { CommandDialog } from '../commands/command-dialog';
import { ApproveRebaseline, RejectRebaseline } from '../initiative/documents';
import { useTexts } from '../language/use-language';
import { texts } from './texts';

interface RebaselineDialogProps {
  readonly rebaseline: { readonly id: string; readonly initiative: { readonly id: string; readonly title: string } };
  readonly act: 'approve' | 'reject';
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Asks for a note on the approval of a re-baseline, or why it is rejected. */
export function RebaselineDialog({ rebaseline: { id, initiative }, act, onDone, onClose }: RebaselineDialogProps): ReactNode {
  const t = useTexts(texts);
  return (
    <CommandDialog
      title={(act === 'approve' ? t.approveTitle : t.rejectTitle)(initiative.title)}
      act={t[act]}
      document={act === 'approve' ? ApproveRebaseline : RejectRebaseline}
      fields={[
        act === 'approve'
          ? { name: 'note', kind: 'area', label: t.note }
          : { name: 'reason', kind: 'area', label: t.why, isRequired: true },
      ]}
      {...(act === 'approve' && { hint: t.approveHint })}
      input={{ initiativeId: initiative.id, rebaselineId: id }}
      done={act === 'approve' ? t.approved : t.rejected}
      onDone={onDone}
      onClose={onClose}
    />
  );
}
