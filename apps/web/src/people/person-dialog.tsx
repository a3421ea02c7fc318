import { useState, type FormEvent, type ReactNode } from 'react';
import type { TypedDocumentNode } from 'urql';
import { MakeLink } from '../account/documents';
import { Button } from '../design/button';
import { Dialog } from '../design/dialog';
import { formClass, OutcomeNote, TextField } from '../design/form';
import { texts as shared } from '../design/texts';
import { useAct } from '../graphql/use-act';
import type { CommandPayload } from '../graphql/outcome';
import { useTexts } from '../language/use-language';
import { useToast } from '../shell/toasts';
import { AnswersFor } from './answers-for';
import type { Entry } from './directory';
import { DeactivatePerson, ForgetPerson, ReactivatePerson, SetInstallationRoles } from './documents';
import { InstallationRoles, type InstallationRole } from './installation-roles';
import styles from './people.module.css';
import { ShownOnce } from './shown-once';
import { texts } from './texts';

/** What can be done about a person in a dialog. */
export type PersonAct = 'answersFor' | 'newLink' | 'setRoles' | 'deactivate' | 'reactivate' | 'forget';

interface PersonDialogProps {
  readonly act: PersonAct;
  readonly entry: Entry;
  readonly people: readonly (readonly [id: string, name: string])[];
  readonly mayHandOver: boolean;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

export function PersonDialog({ act, entry, people, mayHandOver, onDone, onClose }: PersonDialogProps): ReactNode {
  const t = useTexts(texts);
  const common = { entry, onDone, onClose };
  switch (act) {
    case 'answersFor':
      return <AnswersFor {...common} people={people} mayHandOver={mayHandOver} />;
    case 'newLink':
      return <NewLink {...common} />;
    case 'setRoles':
      return <SetRoles {...common} />;
    case 'deactivate':
      return (
        <Confirm
          {...common}
          document={DeactivatePerson}
          title={t.deactivateTitle(entry.name)}
          hint={t.deactivateHint}
          act={t.deactivate}
          done={t.deactivatedNow}
        />
      );
    case 'reactivate':
      return (
        <Confirm
          {...common}
          document={ReactivatePerson}
          title={t.reactivateTitle(entry.name)}
          hint={t.reactivateHint}
          act={t.reactivate}
          done={t.reactivatedNow}
        />
      );
    case 'forget':
      return (
        <Confirm
          {...common}
          document={ForgetPerson}
          title={t.forgetTitle(entry.name)}
          hint={t.forgetHint}
          act={t.forget}
          done={t.forgottenNow}
          asksForName
        />
      );
  }
}

type EntryProps = Pick<PersonDialogProps, 'entry' | 'onDone' | 'onClose'>;

interface ConfirmProps extends EntryProps {
  readonly document: TypedDocumentNode<Record<string, CommandPayload>, { input: { personId: string } }>;
  readonly title: string;
  readonly hint: string;
  readonly act: string;
  readonly done: string;
  /** What cannot be undone is confirmed by typing the name. */
  readonly asksForName?: boolean;
}

function Confirm({ entry, document, title, hint, act: word, done, asksForName = false, onDone, onClose }: ConfirmProps): ReactNode {
  const t = useTexts(texts);
  const words = useTexts(shared);
  const say = useToast();
  const [typed, setTyped] = useState('');
  const { act, isSending, outcome } = useAct(document);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if ((await act({ input: { personId: entry.id } })).is !== 'done') return;
    say(done);
    onDone();
    onClose();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form className={formClass} onSubmit={(event) => void submit(event)} noValidate>
        <p className={asksForName ? styles['danger'] : undefined}>{hint}</p>
        {asksForName && (
          <TextField label={t.typeName(entry.name)} value={typed} onChange={(event) => setTyped(event.target.value)} autoComplete="off" />
        )}
        <OutcomeNote outcome={outcome} />
        <div className={styles['acts']}>
          <Button type="submit" kind="danger" isBusy={isSending} disabled={asksForName && typed.trim() !== entry.name}>
            {word}
          </Button>
          <Button onClick={onClose}>{words.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}

function NewLink({ entry, onClose }: EntryProps): ReactNode {
  const t = useTexts(texts);
  const words = useTexts(shared);
  const [link, setLink] = useState<string | undefined>(undefined);
  const { act, isSending, outcome } = useAct(MakeLink);
  const make = async (): Promise<void> => {
    const made = await act({ input: { personId: entry.id } });
    if (made.is === 'done') setLink(made.payload.link ?? undefined);
  };
  if (link) return <ShownOnce title={t.linkTitle(entry.name)} hint={t.linkHint} secret={link} onClose={onClose} />;
  return (
    <Dialog title={t.newLink} onClose={onClose}>
      <div className={styles['once']}>
        <p>{t.linkHint}</p>
        <OutcomeNote outcome={outcome} />
        <div className={styles['acts']}>
          <Button kind="primary" isBusy={isSending} onClick={() => void make()}>
            {t.newLink}
          </Button>
          <Button onClick={onClose}>{words.cancel}</Button>
        </div>
      </div>
    </Dialog>
  );
}

function SetRoles({ entry, onDone, onClose }: EntryProps): ReactNode {
  const t = useTexts(texts);
  const words = useTexts(shared);
  const say = useToast();
  const [roles, setRoles] = useState<readonly InstallationRole[]>(entry.account?.roles ?? []);
  const { act, isSending, outcome } = useAct(SetInstallationRoles);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if ((await act({ input: { personId: entry.id, roles: [...roles] } })).is !== 'done') return;
    say(t.saved);
    onDone();
    onClose();
  };
  return (
    <Dialog title={`${t.setRoles}: ${entry.name}`} onClose={onClose}>
      <form className={formClass} onSubmit={(event) => void submit(event)} noValidate>
        <p>{t.setRolesHint}</p>
        <InstallationRoles roles={roles} onChange={setRoles} />
        <OutcomeNote outcome={outcome} />
        <div className={styles['acts']}>
          <Button type="submit" kind="primary" isBusy={isSending}>
            {t.save}
          </Button>
          <Button onClick={onClose}>{words.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
