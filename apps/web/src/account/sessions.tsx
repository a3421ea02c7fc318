import { useState, type ReactNode } from 'react';
import { Button } from '../design/button';
import { Dialog } from '../design/dialog';
import { OutcomeNote } from '../design/form';
import { Section } from '../design/section';
import { texts as shared } from '../design/texts';
import { forgetAnswers } from '../graphql/kept-answer';
import { useAct } from '../graphql/use-act';
import { instantInWords } from '../language/dates';
import { useLanguage, useTexts } from '../language/use-language';
import styles from '../people/people.module.css';
import { ShownOnce } from '../people/shown-once';
import { useToast } from '../shell/toasts';
import { hereZone, type OwnAccount } from './own-account';
import { deviceName } from './device';
import { EndSession, MakeLink, SignOutEverywhere } from './documents';
import { texts } from './texts';

interface SessionsProps {
  readonly sessions: OwnAccount['viewer']['sessions'];
  readonly refresh: () => void;
}

/** The browsers in which the person is signed in, and the ways out and in. */
export function Sessions({ sessions, refresh }: SessionsProps): ReactNode {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const say = useToast();
  const ending = useAct(EndSession);
  const linking = useAct(MakeLink);
  const [link, setLink] = useState<string | undefined>(undefined);
  const [isAsked, setAsked] = useState(false);
  const when = (instant: string): string => instantInWords(instant, hereZone(), language);
  const end = async (id: string): Promise<void> => {
    if ((await ending.act({ input: { id } })).is !== 'done') return;
    say(t.ended);
    refresh();
  };
  const makeLink = async (): Promise<void> => {
    const made = await linking.act({ input: {} });
    if (made.is === 'done') setLink(made.payload.link ?? undefined);
  };
  return (
    <Section title={t.sessions}>
      <ul className={styles['list']}>
        {sessions.map(({ id, device, seenAt, madeAt, isCurrent }) => (
          <li key={id}>
            <div className={styles['what']}>
              <strong>
                {device ? deviceName(device) : t.unknownDevice}
                {isCurrent && ` · ${t.thisOne}`}
              </strong>
              <span className={styles['soft']}>{t.seen(when(seenAt), when(madeAt))}</span>
            </div>
            {!isCurrent && (
              <Button isBusy={ending.isSending} onClick={() => void end(id)}>
                {t.end}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <OutcomeNote outcome={ending.outcome} />
      <OutcomeNote outcome={linking.outcome} />
      <div className={styles['acts']}>
        <form method="post" action="/sign-out" onSubmit={forgetAnswers}>
          <Button type="submit">{t.signOut}</Button>
        </form>
        <Button isBusy={linking.isSending} onClick={() => void makeLink()}>
          {t.otherDevice}
        </Button>
        <Button kind="danger" onClick={() => setAsked(true)}>
          {t.everywhere}
        </Button>
      </div>
      {link && <ShownOnce title={t.linkTitle} hint={t.linkHint} secret={link} onClose={() => setLink(undefined)} />}
      {isAsked && <Everywhere onClose={() => setAsked(false)} />}
    </Section>
  );
}

function Everywhere({ onClose }: { readonly onClose: () => void }): ReactNode {
  const t = useTexts(texts);
  const words = useTexts(shared);
  const { act, isSending, outcome } = useAct(SignOutEverywhere);
  const leave = async (): Promise<void> => {
    if ((await act({})).is !== 'done') return;
    forgetAnswers();
    location.assign('/');
  };
  return (
    <Dialog title={t.everywhere} onClose={onClose}>
      <div className={styles['once']}>
        <p>{t.everywhereHint}</p>
        <OutcomeNote outcome={outcome} />
        <div className={styles['acts']}>
          <Button kind="danger" isBusy={isSending} onClick={() => void leave()}>
            {t.everywhere}
          </Button>
          <Button onClick={onClose}>{words.cancel}</Button>
        </div>
      </div>
    </Dialog>
  );
}
