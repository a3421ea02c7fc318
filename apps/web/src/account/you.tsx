import { useState, type FormEvent, type ReactNode } from 'react';
import { Button } from '../design/button';
import { formClass, OutcomeNote, TextField } from '../design/form';
import { Section } from '../design/section';
import { useAct } from '../graphql/use-act';
import { useTexts } from '../language/use-language';
import styles from '../people/people.module.css';
import { useViewer } from '../shell/session';
import { useToast } from '../shell/toasts';
import { SetPersonEmail, SetPersonName } from './documents';
import { texts } from './texts';

/** The name and the e-mail address, each saved by itself. */
export function You({ name, email, refresh }: { readonly name: string; readonly email: string; readonly refresh: () => void }): ReactNode {
  const t = useTexts(texts);
  const { person } = useViewer();
  const naming = useAct(SetPersonName);
  const mailing = useAct(SetPersonEmail);
  return (
    <Section title={t.you}>
      <Saved
        key={`name ${name}`}
        label={t.name}
        hint={t.nameHint}
        start={name}
        autoComplete="name"
        sending={naming}
        save={async (value) => (await naming.act({ input: { personId: person.id, name: value } })).is === 'done'}
        onSaved={refresh}
      />
      <Saved
        key={`email ${email}`}
        label={t.email}
        start={email}
        type="email"
        autoComplete="email"
        sending={mailing}
        save={async (value) => (await mailing.act({ input: { personId: person.id, email: value === '' ? null : value } })).is === 'done'}
        onSaved={refresh}
      />
    </Section>
  );
}

interface SavedProps {
  readonly label: string;
  readonly hint?: string;
  readonly start: string;
  readonly type?: string;
  readonly autoComplete: string;
  readonly sending: Pick<ReturnType<typeof useAct>, 'isSending' | 'outcome'>;
  readonly save: (value: string) => Promise<boolean>;
  readonly onSaved: () => void;
}

/** A field with its own button, which waits for a change. */
function Saved({ label, hint, start, type = 'text', autoComplete, sending, save, onSaved }: SavedProps): ReactNode {
  const t = useTexts(texts);
  const say = useToast();
  const [value, setValue] = useState(start);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!(await save(value.trim()))) return;
    say(t.saved);
    onSaved();
  };
  return (
    <form className={formClass} onSubmit={(event) => void submit(event)} noValidate>
      <div className={styles['inline']}>
        <TextField
          label={label}
          hint={hint}
          type={type}
          autoComplete={autoComplete}
          value={value}
          onChange={(event) => setValue(event.target.value)}
        />
        <Button type="submit" isBusy={sending.isSending} disabled={value.trim() === start}>
          {t.save}
        </Button>
      </div>
      <OutcomeNote outcome={sending.outcome} />
    </form>
  );
}
