import { useState, type FormEvent, type ReactNode } from 'react';
import { CommandField, type FieldSpec } from '../commands/command-field';
import { inputOf, missingIn, startValues } from '../commands/values';
import { Dialog } from '../design/dialog';
import { FormButtons, formClass } from '../design/form';
import { REASONS } from '../design/reasons';
import { texts as shared } from '../design/texts';
import { todayIn } from '../language/dates';
import { useTexts } from '../language/use-language';
import { texts as milestoneTexts } from '../milestone/texts';
import type { ShownItem } from './overlay';

interface UpdateDialogProps<I> {
  readonly shown: ShownItem;
  readonly onDone: (input: I) => void;
  readonly onClose: () => void;
}

/** Asks since when it is done and where that can be seen. */
export function DoneDialog({ shown, onDone, onClose }: UpdateDialogProps<object>): ReactNode {
  const t = useTexts(milestoneTexts);
  const today = todayIn(shown.item.initiative.program.timeZone);
  const fields: readonly FieldSpec[] = [
    { name: 'achievedOn', kind: 'date', label: t.achievedOn, isRequired: true, start: today, max: today },
    { name: 'evidence', kind: 'area', label: t.evidence, hint: t.evidenceHint },
  ];
  return <UpdateDialog title={t.achieveTitle(shown.item.title)} act={t.achieve} fields={fields} onDone={onDone} onClose={onClose} />;
}

/** Asks for the new date and why it moves; neither can be left out. */
export function NewDateDialog({ shown, onDone, onClose }: UpdateDialogProps<{ readonly forecast: string }>): ReactNode {
  const t = useTexts(milestoneTexts);
  const words = useTexts(shared);
  const fields: readonly FieldSpec[] = [
    { name: 'forecast', kind: 'date', label: t.forecast, isRequired: true, start: shown.forecast },
    {
      name: 'reasonCode',
      kind: 'select',
      label: t.reasonCode,
      isRequired: true,
      options: [['', t.choose], ...REASONS.map((reason) => [reason, words[reason]] as const)],
    },
    { name: 'reason', kind: 'area', label: t.reason, isRequired: true },
  ];
  return (
    <UpdateDialog
      title={t.rescheduleTitle(shown.item.title)}
      act={t.reschedule}
      fields={fields}
      onDone={(input) => onDone(input as { readonly forecast: string })}
      onClose={onClose}
    />
  );
}

interface FormProps {
  readonly title: string;
  readonly act: string;
  readonly fields: readonly FieldSpec[];
  readonly onDone: (input: object) => void;
  readonly onClose: () => void;
}

/** A form whose input goes to the outbox: it closes at once, with or without a connection. */
function UpdateDialog({ title, act, fields, onDone, onClose }: FormProps): ReactNode {
  const words = useTexts(shared);
  const [values, setValues] = useState(() => startValues(fields));
  const [wasSent, setSent] = useState(false);
  const missing = missingIn(fields, values);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setSent(true);
    if (missing.length === 0) onDone(inputOf(fields, values));
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form className={formClass} onSubmit={submit} noValidate>
        {fields.map((field) => (
          <CommandField
            key={field.name}
            id={`update-${field.name}`}
            field={field}
            value={values[field.name] ?? ''}
            error={wasSent && missing.includes(field.name) ? words.required : undefined}
            onChange={(value) => setValues({ ...values, [field.name]: value })}
          />
        ))}
        <FormButtons act={act} isBusy={false} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
