import { useState, type ReactNode } from 'react';
import { CommandDialog } from '../commands/command-dialog';
import type { FieldSpec } from '../commands/command-field';
import { Button } from '../design/button';
import { REASONS } from '../design/reasons';
import { texts as shared } from '../design/texts';
import { todayIn } from '../language/dates';
import { useTexts } from '../language/use-language';
import { UpdateMilestones } from '../milestone/documents';
import { texts as milestoneTexts } from '../milestone/texts';
import { bulkInput, type BulkAct } from './bulk-input';
import type { ShownInitiative } from './initiative-page';
import styles from './initiative.module.css';
import { texts } from './texts';

interface BulkBarProps {
  readonly initiative: ShownInitiative;
  readonly milestones: ShownInitiative['milestones'];
  readonly onDone: () => void;
  readonly onClear: () => void;
}

/** What can be done with all selected milestones in one command: all of it is recorded, or nothing. */
export function BulkBar({ initiative, milestones, onDone, onClear }: BulkBarProps): ReactNode {
  const t = useTexts(texts);
  const names = useTexts(milestoneTexts);
  const words = useTexts(shared);
  const [act, setAct] = useState<BulkAct | undefined>(undefined);
  const today = todayIn(initiative.program.timeZone);
  const fields: Record<BulkAct, readonly FieldSpec[]> = {
    achieve: [
      { name: 'achievedOn', kind: 'date', label: names.achievedOn, isRequired: true, start: today, max: today },
      { name: 'evidence', kind: 'area', label: names.evidence, hint: names.evidenceHint },
    ],
    confirm: [{ name: 'note', kind: 'area', label: names.note }],
    reschedule: [
      { name: 'days', kind: 'number', label: t.bulkDays, hint: t.bulkDaysHint, isRequired: true },
      {
        name: 'reasonCode',
        kind: 'select',
        label: names.reasonCode,
        isRequired: true,
        options: [['', names.choose], ...REASONS.map((reason) => [reason, words[reason]] as const)],
      },
      { name: 'reason', kind: 'area', label: names.reason, isRequired: true },
    ],
  };
  const titles: Record<BulkAct, string> = { achieve: t.bulkDone, confirm: t.bulkTrack, reschedule: t.bulkMove };
  return (
    <div className={styles['bulk']} role="toolbar" aria-label={t.selected(milestones.length)}>
      <span>{t.selected(milestones.length)}</span>
      {(Object.keys(titles) as BulkAct[]).map((one) => (
        <Button key={one} onClick={() => setAct(one)}>
          {titles[one]}
        </Button>
      ))}
      <Button kind="quiet" onClick={onClear}>
        {t.clear}
      </Button>
      {act && (
        <CommandDialog
          title={`${titles[act]}: ${t.selected(milestones.length)}`}
          act={titles[act]}
          document={UpdateMilestones}
          fields={fields[act]}
          input={{ initiativeId: initiative.id }}
          inputFrom={(values) => bulkInput(act, milestones, values)}
          revision={initiative.revision}
          done={t.done}
          onDone={() => (onDone(), onClear())}
          onClose={() => setAct(undefined)}
        />
      )}
    </div>
  );
}
