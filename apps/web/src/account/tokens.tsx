import { useState, type FormEvent, type ReactNode } from 'react';
import { Button } from '../design/button';
import { Dialog } from '../design/dialog';
import { DateField, formClass, FormButtons, OutcomeNote, SelectField, TextField } from '../design/form';
import { Empty, Section } from '../design/section';
import { texts as shared } from '../design/texts';
import { useAct } from '../graphql/use-act';
import { instantInWords, todayIn } from '../language/dates';
import { useLanguage, useTexts } from '../language/use-language';
import styles from '../people/people.module.css';
import { ShownOnce } from '../people/shown-once';
import { useToast } from '../shell/toasts';
import { hereZone, type OwnAccount } from './own-account';
import { MakeAccessToken, RevokeAccessToken } from './documents';
import { texts } from './texts';

type Programs = OwnAccount['viewer']['programs']['nodes'];

interface TokensProps {
  readonly tokens: OwnAccount['viewer']['tokens'];
  readonly programs: Programs;
  readonly refresh: () => void;
}

/** The access tokens of the person, the revoked ones too. */
export function Tokens({ tokens, programs, refresh }: TokensProps): ReactNode {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const say = useToast();
  const revoking = useAct(RevokeAccessToken);
  const [isAsked, setAsked] = useState(false);
  const [made, setMade] = useState<string | undefined>(undefined);
  const when = (instant: string): string => instantInWords(instant, hereZone(), language);
  const revoke = async (id: string): Promise<void> => {
    if ((await revoking.act({ input: { id } })).is !== 'done') return;
    say(t.revoked);
    refresh();
  };
  return (
    <Section title={t.tokens} aside={<Button onClick={() => setAsked(true)}>{t.makeToken}</Button>}>
      <p className={styles['soft']}>{t.tokensHint}</p>
      {tokens.length === 0 && <Empty>{t.noTokens}</Empty>}
      {tokens.length > 0 && (
        <ul className={styles['list']}>
          {tokens.map(({ id, name, write, programIds, usedAt, expiresAt, revokedAt }) => (
            <li key={id}>
              <div className={styles['what']}>
                <strong>{name}</strong>
                <span className={styles['soft']}>
                  {[
                    write ? t.write : t.read,
                    ...(programIds ? [t.programs(programIds.length)] : []),
                    revokedAt ? t.revokedOn(when(revokedAt)) : expiresAt ? t.until(when(expiresAt)) : t.forEver,
                    usedAt ? t.used(when(usedAt)) : t.neverUsed,
                  ].join(' · ')}
                </span>
              </div>
              {!revokedAt && (
                <Button isBusy={revoking.isSending} onClick={() => void revoke(id)}>
                  {t.revoke}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <OutcomeNote outcome={revoking.outcome} />
      {isAsked && (
        <MakeToken
          programs={programs}
          onClose={() => setAsked(false)}
          onMade={(token) => {
            setAsked(false);
            setMade(token);
            refresh();
          }}
        />
      )}
      {made && <ShownOnce title={t.tokenTitle} hint={t.tokenHint} secret={made} onClose={() => setMade(undefined)} />}
    </Section>
  );
}

interface MakeTokenProps {
  readonly programs: Programs;
  readonly onClose: () => void;
  readonly onMade: (token: string) => void;
}

function MakeToken({ programs, onClose, onMade }: MakeTokenProps): ReactNode {
  const t = useTexts(texts);
  const words = useTexts(shared);
  const { act, isSending, outcome } = useAct(MakeAccessToken);
  const [values, setValues] = useState({ name: '', lastDay: '', may: 'read', programId: '' });
  const [wasSent, setSent] = useState(false);
  const set = (field: keyof typeof values) => (event: { readonly target: { readonly value: string } }) =>
    setValues({ ...values, [field]: event.target.value });
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setSent(true);
    const { name, lastDay, may, programId } = values;
    if (name.trim() === '') return;
    const found = await act({
      input: {
        name: name.trim(),
        write: may === 'write',
        ...(programId && { programIds: [programId] }),
        // The whole last day counts, in the time zone of whoever chooses it.
        ...(lastDay && { expiresAt: new Date(`${lastDay}T23:59:59`).toISOString() }),
      },
    });
    if (found.is === 'done' && found.payload.token) onMade(found.payload.token);
  };
  return (
    <Dialog title={t.makeToken} onClose={onClose}>
      <form className={formClass} onSubmit={(event) => void submit(event)} noValidate>
        <TextField
          label={t.tokenName}
          value={values.name}
          onChange={set('name')}
          required
          error={wasSent && values.name.trim() === '' ? words.required : undefined}
        />
        <SelectField
          label={t.may}
          value={values.may}
          onChange={set('may')}
          options={[
            ['read', t.read],
            ['write', t.write],
          ]}
        />
        <SelectField
          label={t.where}
          value={values.programId}
          onChange={set('programId')}
          options={[['', t.allPrograms], ...programs.map(({ id, name }) => [id, name] as const)]}
        />
        <DateField label={t.expires} hint={t.expiresHint} value={values.lastDay} onChange={set('lastDay')} min={todayIn(hereZone())} />
        <OutcomeNote outcome={outcome} />
        <FormButtons act={t.makeToken} isBusy={isSending} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
