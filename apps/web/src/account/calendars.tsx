import { useState, type ReactNode } from 'react';
import { Button } from '../design/button';
import { OutcomeNote, SelectField } from '../design/form';
import { Empty, Section } from '../design/section';
import { useAct } from '../graphql/use-act';
import { instantInWords } from '../language/dates';
import { useLanguage, useTexts } from '../language/use-language';
import styles from '../people/people.module.css';
import { ShownOnce } from '../people/shown-once';
import { useToast } from '../shell/toasts';
import { hereZone, type OwnAccount } from './own-account';
import { MakeCalendarAddress, RevokeCalendarAddress } from './documents';
import { texts } from './texts';

interface CalendarsProps {
  readonly addresses: OwnAccount['viewer']['calendarAddresses'];
  readonly programs: OwnAccount['viewer']['programs']['nodes'];
  readonly refresh: () => void;
}

/** The secret addresses of calendars. */
export function Calendars({ addresses, programs, refresh }: CalendarsProps): ReactNode {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const say = useToast();
  const making = useAct(MakeCalendarAddress);
  const revoking = useAct(RevokeCalendarAddress);
  const [programId, setProgramId] = useState('');
  const [made, setMade] = useState<string | undefined>(undefined);
  const nameOf = (id: string | null): string => (id === null ? t.mine : (programs.find((one) => one.id === id)?.name ?? t.unknownProgram));
  const make = async (): Promise<void> => {
    const found = await making.act({ input: programId ? { programId } : {} });
    if (found.is !== 'done') return;
    setMade(found.payload.address ?? undefined);
    refresh();
  };
  const revoke = async (id: string): Promise<void> => {
    if ((await revoking.act({ input: { id } })).is !== 'done') return;
    say(t.revoked);
    refresh();
  };
  return (
    <Section title={t.calendar}>
      <p className={styles['soft']}>{t.calendarHint}</p>
      {addresses.length === 0 && <Empty>{t.noCalendars}</Empty>}
      {addresses.length > 0 && (
        <ul className={styles['list']}>
          {addresses.map((address) => (
            <li key={address.id}>
              <div className={styles['what']}>
                <strong>{nameOf(address.programId)}</strong>
                <span className={styles['soft']}>
                  {address.usedAt ? t.used(instantInWords(address.usedAt, hereZone(), language)) : t.neverUsed}
                </span>
              </div>
              <Button isBusy={revoking.isSending} onClick={() => void revoke(address.id)}>
                {t.revoke}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className={styles['inline']}>
        <SelectField
          label={t.shows}
          value={programId}
          onChange={(event) => setProgramId(event.target.value)}
          options={[['', t.mine], ...programs.map(({ id, name }) => [id, name] as const)]}
        />
        <Button isBusy={making.isSending} onClick={() => void make()}>
          {t.makeCalendar}
        </Button>
      </div>
      <OutcomeNote outcome={making.outcome} />
      <OutcomeNote outcome={revoking.outcome} />
      {made && <ShownOnce title={t.calendarTitle} hint={t.calendarOnce} secret={made} onClose={() => setMade(undefined)} />}
    </Section>
  );
}
