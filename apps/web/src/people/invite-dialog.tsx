import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import { Button } from '../design/button';
import { Dialog } from '../design/dialog';
import { DateField, formClass, FormButtons, OutcomeNote, SelectField, TextField } from '../design/form';
import { texts as shared } from '../design/texts';
import { useAct } from '../graphql/use-act';
import { useTexts } from '../language/use-language';
import type { Entry, PeopledProgram } from './directory';
import { InvitePerson } from './documents';
import { InstallationRoles, type InstallationRole } from './installation-roles';
import styles from './people.module.css';
import { GRANTABLE, type GrantableRole } from './roles';
import { ShownOnce } from './shown-once';
import { texts } from './texts';

interface RoleDraft {
  readonly key: number;
  readonly programId: string;
  readonly role: GrantableRole;
  readonly initiativeId: string;
  readonly endsOn: string;
}

interface InviteDialogProps {
  /** Somebody whom history names already; undefined: somebody new. */
  readonly entry: Entry | undefined;
  /** The programs in which the viewer may grant roles. */
  readonly programs: readonly PeopledProgram[];
  readonly isAdministrator: boolean;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Lets a person in, with roles, by a link that is shown once. */
export function InviteDialog({ entry, programs, isAdministrator, onDone, onClose }: InviteDialogProps): ReactNode {
  const t = useTexts(texts);
  const words = useTexts(shared);
  const { act, isSending, outcome } = useAct(InvitePerson);
  const nextKey = useRef(1);
  const another = (): RoleDraft => ({
    key: nextKey.current++,
    programId: programs[0]?.id ?? '',
    role: 'CONTRIBUTOR',
    initiativeId: '',
    endsOn: '',
  });
  const [name, setName] = useState(entry?.name ?? '');
  const [email, setEmail] = useState('');
  const [roles, setRoles] = useState<readonly RoleDraft[]>(() => (entry || isAdministrator || programs.length === 0 ? [] : [another()]));
  const [ofInstallation, setOfInstallation] = useState<readonly InstallationRole[]>([]);
  const [wasSent, setSent] = useState(false);
  const [link, setLink] = useState<string | undefined>(undefined);
  const isRoleMissing = !isAdministrator && roles.length === 0;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setSent(true);
    if (name.trim() === '' || isRoleMissing) return;
    const found = await act({
      input: {
        name: name.trim(),
        ...(email.trim() && { email: email.trim() }),
        ...(entry && { personId: entry.id }),
        ...(ofInstallation.length > 0 && { installationRoles: [...ofInstallation] }),
        roles: roles.map(({ programId, role, initiativeId, endsOn }) => ({
          programId,
          role,
          ...(role === 'CONTRIBUTOR' && initiativeId && { initiativeId }),
          ...(endsOn && { endsOn }),
        })),
      },
    });
    if (found.is !== 'done') return;
    setLink(found.payload.link ?? undefined);
    onDone();
  };
  if (link) return <ShownOnce title={t.linkTitle(name.trim())} hint={t.linkHint} secret={link} onClose={onClose} />;
  const change = (key: number, changed: Partial<RoleDraft>): void =>
    setRoles(roles.map((draft) => (draft.key === key ? { ...draft, ...changed } : draft)));
  return (
    <Dialog title={entry ? t.letInTitle(entry.name) : t.inviteTitle} onClose={onClose}>
      <form className={formClass} onSubmit={(event) => void submit(event)} noValidate>
        <TextField
          label={t.name}
          value={name}
          onChange={(event) => setName(event.target.value)}
          required
          error={wasSent && name.trim() === '' ? words.required : undefined}
        />
        <TextField label={t.email} hint={t.emailHint} type="email" value={email} onChange={(event) => setEmail(event.target.value)} />
        {roles.map((draft) => (
          <RoleFields
            key={draft.key}
            draft={draft}
            programs={programs}
            onChange={(changed) => change(draft.key, changed)}
            onRemove={() => setRoles(roles.filter(({ key }) => key !== draft.key))}
          />
        ))}
        {wasSent && isRoleMissing && <p role="alert">{t.needsRole}</p>}
        {programs.length > 0 && (
          <div>
            <Button onClick={() => setRoles([...roles, another()])}>{t.addRole}</Button>
          </div>
        )}
        {isAdministrator && <InstallationRoles roles={ofInstallation} onChange={setOfInstallation} />}
        <OutcomeNote outcome={outcome} />
        <FormButtons act={t.invite} isBusy={isSending} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

interface RoleFieldsProps {
  readonly draft: RoleDraft;
  readonly programs: readonly PeopledProgram[];
  readonly onChange: (changed: Partial<RoleDraft>) => void;
  readonly onRemove: () => void;
}

function RoleFields({ draft: { programId, role, initiativeId, endsOn }, programs, onChange, onRemove }: RoleFieldsProps): ReactNode {
  const t = useTexts(texts);
  const words = useTexts(shared);
  const initiatives = programs.find(({ id }) => id === programId)?.initiatives.nodes ?? [];
  return (
    <fieldset className={styles['role']}>
      <legend>{t.role}</legend>
      <SelectField
        label={t.program}
        value={programId}
        onChange={(event) => onChange({ programId: event.target.value, initiativeId: '' })}
        options={programs.map(({ id, name }) => [id, name] as const)}
      />
      <SelectField
        label={t.role}
        value={role}
        onChange={(event) => onChange({ role: event.target.value as GrantableRole })}
        options={GRANTABLE.map((one) => [one, words[one]] as const)}
      />
      {role === 'CONTRIBUTOR' && (
        <SelectField
          label={t.initiative}
          value={initiativeId}
          onChange={(event) => onChange({ initiativeId: event.target.value })}
          options={[['', t.wholeProgram], ...initiatives.map(({ id, title }) => [id, title] as const)]}
        />
      )}
      <DateField label={t.lastDay} value={endsOn} onChange={(event) => onChange({ endsOn: event.target.value })} />
      <Button kind="quiet" onClick={onRemove}>
        {t.removeRole}
      </Button>
    </fieldset>
  );
}
