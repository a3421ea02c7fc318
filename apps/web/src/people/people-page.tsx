import { useState, type ReactNode } from 'react';
import { Button } from '../design/button';
import { Problem } from '../design/problem';
import { Empty, PageHeader } from '../design/section';
import { Skeleton } from '../design/skeleton';
import { useTexts } from '../language/use-language';
import { useAddressValue } from '../shell/address';
import { useViewer } from '../shell/session';
import { found, type Entry } from './directory';
import { InviteDialog } from './invite-dialog';
import { OpenInvitations } from './open-invitations';
import styles from './people.module.css';
import { PersonDialog, type PersonAct } from './person-dialog';
import { PersonRow } from './person-row';
import { texts } from './texts';
import { choicesOf, useDirectory } from './use-directory';

/** Who takes part, and in what? Administrators also let people in and out. */
export default function PeoplePage(): ReactNode {
  const t = useTexts(texts);
  const { installationRoles, person } = useViewer();
  const isAdministrator = installationRoles.includes('ADMINISTRATOR');
  const { entries, programs, error, refresh } = useDirectory();
  const [search, setSearch] = useAddressValue<string>('search', '');
  const [invited, setInvited] = useState<Entry | 'new' | undefined>(undefined);
  const [asked, setAsked] = useState<{ readonly act: PersonAct; readonly entry: Entry } | undefined>(undefined);
  const grantable = programs.filter(({ viewerCan }) => viewerCan.grantRole);
  const mayInvite = isAdministrator || grantable.length > 0;
  const shown = entries && found(entries, search);
  return (
    <>
      <title>{`${t.title} · Evenkeel`}</title>
      <PageHeader title={t.title} above={shown && t.count(shown.length)}>
        <input
          type="search"
          className={styles['search']}
          aria-label={t.search}
          placeholder={t.search}
          value={search}
          onChange={(event) => setSearch(event.target.value, { replace: true })}
        />
        {mayInvite && (
          <Button kind="primary" onClick={() => setInvited('new')}>
            {t.invite}
          </Button>
        )}
      </PageHeader>
      {!shown && (error ? <Problem error={error} again={refresh} /> : <Skeleton lines={10} />)}
      {shown && shown.length === 0 && <Empty>{search ? t.noMatch : t.empty}</Empty>}
      {shown && shown.length > 0 && (
        <ul className={styles['list']}>
          {shown.map((entry) => (
            <PersonRow
              key={entry.id}
              entry={entry}
              isAdministrator={isAdministrator}
              isOverseer={installationRoles.length > 0}
              isSelf={entry.id === person.id}
              onAct={(act) => (act === 'letIn' ? setInvited(entry) : setAsked({ act, entry }))}
            />
          ))}
        </ul>
      )}
      {mayInvite && <OpenInvitations />}
      {invited && (
        <InviteDialog
          entry={invited === 'new' ? undefined : invited}
          programs={grantable}
          isAdministrator={isAdministrator}
          onDone={refresh}
          onClose={() => setInvited(undefined)}
        />
      )}
      {asked && (
        <PersonDialog
          act={asked.act}
          entry={asked.entry}
          people={choicesOf(entries).filter(([id]) => id !== asked.entry.id)}
          mayHandOver={mayInvite}
          onDone={refresh}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}
