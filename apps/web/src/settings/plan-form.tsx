import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import { FormButtons, OutcomeNote, TextArea } from '../design/form';
import { texts as shared } from '../design/texts';
import { useCommand } from '../graphql/use-command';
import { useTexts } from '../language/use-language';
import { draftOf, faultsOf, inputOf, type DraftPhase } from '../phases/draft';
import { PhasesEditor } from '../phases/phases-editor';
import { useToast } from '../shell/toasts';
import { RevisePhasePlan } from './documents';
import styles from './settings.module.css';
import type { PartProps } from './settings-page';
import { texts } from './texts';

/** Revises the phase plan as it was when the form was opened; a revision by somebody else meanwhile is refused as a conflict. */
export function PlanForm({ program, refresh, onClose }: PartProps & { readonly onClose: () => void }): ReactNode {
  const t = useTexts(texts);
  const words = useTexts(shared);
  const say = useToast();
  const seen = useRef(program.revision);
  const [phases, setPhases] = useState<readonly DraftPhase[]>(() => draftOf(program.phases));
  const [reason, setReason] = useState('');
  const [wasSent, setSent] = useState(false);
  const { send, isSending, outcome } = useCommand(RevisePhasePlan);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    setSent(true);
    if (reason.trim() === '' || faultsOf(phases, program.startsOn).flat().length > 0)
      // The fields are marked in the next frame.
      return void requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
    const found = await send({ programId: program.id, phases: inputOf(phases), reason: reason.trim(), expectedRevision: seen.current });
    if (found.is !== 'done') return;
    say([t.revised, ...found.warnings].join(' '));
    refresh();
    onClose();
  };
  return (
    <form className={styles['form']} onSubmit={(event) => void submit(event)} noValidate>
      <p className={styles['soft']}>{t.reviseHint}</p>
      <PhasesEditor phases={phases} startsOn={program.startsOn} wasSent={wasSent} onChange={setPhases} />
      <TextArea
        label={t.why}
        value={reason}
        required
        onChange={(event) => setReason(event.target.value)}
        error={wasSent && reason.trim() === '' ? words.required : undefined}
      />
      <OutcomeNote outcome={outcome} />
      <FormButtons act={t.reviseAct} isBusy={isSending} onCancel={onClose} />
    </form>
  );
}
