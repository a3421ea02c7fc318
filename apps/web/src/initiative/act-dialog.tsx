import type { ReactNode } from 'react';
import { CommandDialog, type CommandDialogProps } from '../commands/command-dialog';
import type { FieldSpec } from '../commands/command-field';
import { PILLARS } from '../design/pillars';
import { texts as shared } from '../design/texts';
import { todayIn } from '../language/dates';
import { useTexts } from '../language/use-language';
import { peopleOf } from '../people/members';
import * as documents from './documents';
import type { ShownInitiative } from './initiative-page';
import { texts } from './texts';

/** What a person can do with an initiative, beside its milestones. */
export const INITIATIVE_ACTS = [
  'proposeRebaseline',
  'assignOwner',
  'retitle',
  'reweigh',
  'move',
  'pause',
  'resume',
  'complete',
  'reopen',
  'cancel',
] as const;
export type InitiativeAct = (typeof INITIATIVE_ACTS)[number];

interface InitiativeActDialogProps {
  readonly act: InitiativeAct;
  readonly initiative: ShownInitiative;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** The form of one command about an initiative. */
export function InitiativeActDialog({ act, initiative, onDone, onClose }: InitiativeActDialogProps): ReactNode {
  const t = useTexts(texts);
  const words = useTexts(shared);
  const { program } = initiative;
  const today = todayIn(program.timeZone);
  const why: FieldSpec = { name: 'reason', kind: 'area', label: t.why, isRequired: true };
  const note: FieldSpec = { name: 'note', kind: 'area', label: t.note };
  type Form = Pick<CommandDialogProps, 'document' | 'fields'> & { readonly hint?: string };
  const forms: Record<InitiativeAct, Form> = {
    proposeRebaseline: { document: documents.ProposeRebaseline, fields: [why], hint: t.proposeHint },
    assignOwner: {
      document: documents.AssignOwner,
      fields: [
        {
          name: 'ownerId',
          kind: 'select',
          label: t.owner,
          options: [['', t.noOwner], ...peopleOf(program)],
          start: initiative.owner?.id ?? '',
        },
        { name: 'effectiveOn', kind: 'date', label: t.from, isRequired: true, start: today },
      ],
    },
    retitle: {
      document: documents.RetitleInitiative,
      fields: [{ name: 'title', kind: 'text', label: t.newTitle, isRequired: true, start: initiative.title }],
    },
    reweigh: {
      document: documents.ReweighInitiative,
      fields: [{ name: 'weight', kind: 'number', label: t.weight, isRequired: true, start: String(initiative.weight) }, why],
    },
    move: {
      document: documents.MoveInitiative,
      fields: [
        {
          name: 'pillar',
          kind: 'select',
          label: t.pillar,
          isRequired: true,
          options: PILLARS.map((pillar) => [pillar, words[pillar]] as const),
          start: initiative.pillar,
        },
        why,
      ],
    },
    pause: {
      document: documents.PauseInitiative,
      fields: [why, { name: 'until', kind: 'date', label: t.until, min: today }],
      hint: t.pauseHint,
    },
    resume: { document: documents.ResumeInitiative, fields: [note] },
    complete: { document: documents.CompleteInitiative, fields: [note] },
    reopen: { document: documents.ReopenInitiative, fields: [why] },
    cancel: { document: documents.CancelInitiative, fields: [why], hint: t.cancelHint },
  };
  return (
    <CommandDialog
      {...forms[act]}
      title={`${t[act]}: ${initiative.title}`}
      act={t[act]}
      input={{ initiativeId: initiative.id }}
      revision={initiative.revision}
      facts={[
        [t.newTitle, initiative.title],
        [t.status, words[initiative.status]],
        [t.owner, initiative.owner?.name ?? t.nobody],
        [t.pillar, words[initiative.pillar]],
      ]}
      done={t.done}
      onDone={onDone}
      onClose={onClose}
    />
  );
}
