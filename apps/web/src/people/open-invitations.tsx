import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Button } from '../design/button';
import { OutcomeNote } from '../design/form';
import { Section } from '../design/section';
import { useAct } from '../graphql/use-act';
import { instantInWords } from '../language/dates';
import { useLanguage, useTexts } from '../language/use-language';
import { useToast } from '../shell/toasts';
import { Invitations, RevokeInvitation } from './documents';
import styles from './people.module.css';
import { texts } from './texts';

/** Links that nobody has used yet. */
export function OpenInvitations(): ReactNode {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const say = useToast();
  const [{ data }, again] = useQuery({ query: Invitations, requestPolicy: 'cache-and-network' });
  const { act, isSending, outcome } = useAct(RevokeInvitation);
  const revoke = async (id: string): Promise<void> => {
    if ((await act({ input: { id } })).is !== 'done') return;
    say(t.revoked);
    again({ requestPolicy: 'network-only' });
  };
  if (!data || data.invitations.length === 0) return null;
  const here = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <Section title={t.invitations}>
      <ul className={styles['list']}>
        {data.invitations.map(({ id, person, by, expiresAt }) => (
          <li key={id}>
            <div className={styles['what']}>
              <strong>{person.name ?? person.id}</strong>
              <span className={styles['soft']}>{t.expires(instantInWords(expiresAt, here, language), by.name ?? t.system)}</span>
            </div>
            <Button isBusy={isSending} onClick={() => void revoke(id)}>
              {t.revoke}
            </Button>
          </li>
        ))}
      </ul>
      <OutcomeNote outcome={outcome} />
    </Section>
  );
}
