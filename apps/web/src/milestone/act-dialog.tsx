import type { ReactNode } from 'react';
import { CommandDialog, type CommandDialogProps } from '../commands/command-dialog';
import type { FieldSpec } from '../commands/command-field';
import { REASONS } from '../design/reasons';
import { texts as shared } from '../design/texts';
import { dateInWords, todayIn } from '../language/dates';
import { useLanguage, useTexts } from '../language/use-language';
import type { MilestoneAct } from './acts';
import * as documents from './documents';
import { texts } from './texts';

/** What the dialogs have to know of a milestone. */
export interface ShownMilestone {
  readonly id: string;
  readonly title: string;
  readonly state: 'PLANNED' | 'OVERDUE' | 'ACHIEVED' | 'DESCOPED';
  readonly forecast: string;
  readonly weight?: number;
}

interface ActDialogProps {
  readonly act: MilestoneAct;
  readonly milestone: ShownMilestone;
  readonly initiative: { readonly id: string; readonly revision: number };
  readonly timeZone: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** The form of one command about one milestone. */
export function ActDialog({ act, milestone, initiative, timeZone, onDone, onClose }: ActDialogProps): ReactNode {
  const t = useTexts(texts);
  const words = useTexts(shared);
  const { language } = useLanguage();
  const today = todayIn(timeZone);
  const why: FieldSpec = { name: 'reason', kind: 'area', label: t.why, isRequired: true };
  type Form = Pick<CommandDialogProps, 'title' | 'document' | 'fields' | 'done'> & { readonly hint?: string };
  const forms: Record<MilestoneAct, Form> = {
    achieve: {
      title: t.achieveTitle(milestone.title),
      document: documents.AchieveMilestone,
      fields: [
        { name: 'achievedOn', kind: 'date', label: t.achievedOn, isRequired: true, start: today, max: today },
        { name: 'evidence', kind: 'area', label: t.evidence, hint: t.evidenceHint },
      ],
      done: t.achieved,
    },
    confirmForecast: {
      title: t.confirmTitle(milestone.title),
      document: documents.ConfirmForecast,
      fields: [{ name: 'note', kind: 'area', label: t.note }],
      done: t.confirmed,
    },
    reschedule: {
      title: t.rescheduleTitle(milestone.title),
      document: documents.RescheduleMilestone,
      fields: [
        { name: 'forecast', kind: 'date', label: t.forecast, isRequired: true, start: milestone.forecast },
        {
          name: 'reasonCode',
          kind: 'select',
          label: t.reasonCode,
          isRequired: true,
          options: [['', t.choose], ...REASONS.map((reason) => [reason, words[reason]] as const)],
        },
        { ...why, label: t.reason },
      ],
      done: t.rescheduled,
    },
    reopen: { title: t.reopenTitle(milestone.title), document: documents.ReopenMilestone, fields: [why], done: t.reopened },
    descope: {
      title: t.descopeTitle(milestone.title),
      document: documents.DescopeMilestone,
      fields: [why],
      done: t.descoped,
      hint: t.descopeHint,
    },
    restore: { title: t.restoreTitle(milestone.title), document: documents.RestoreMilestone, fields: [why], done: t.restored },
    retitle: {
      title: t.retitleTitle(milestone.title),
      document: documents.RetitleMilestone,
      fields: [{ name: 'title', kind: 'text', label: t.newTitle, isRequired: true, start: milestone.title }],
      done: t.retitled,
    },
    reweigh: {
      title: t.reweighTitle(milestone.title),
      document: documents.ReweighMilestone,
      fields: [
        { name: 'weight', kind: 'number', label: t.weight, hint: t.weightHint, isRequired: true, start: String(milestone.weight ?? 1) },
        why,
      ],
      done: t.reweighed,
    },
  };
  return (
    <CommandDialog
      {...forms[act]}
      act={t[act]}
      input={{ initiativeId: initiative.id, milestoneId: milestone.id }}
      revision={initiative.revision}
      facts={[
        [t.title, milestone.title],
        [t.state, words[milestone.state]],
        [t.forecastShort, dateInWords(milestone.forecast, language)],
      ]}
      onDone={onDone}
      onClose={onClose}
    />
  );
}
