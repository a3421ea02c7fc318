import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Problem } from '../design/problem';
import { PageHeader } from '../design/section';
import { Skeleton } from '../design/skeleton';
import { useTexts } from '../language/use-language';
import styles from '../people/people.module.css';
import { useViewer } from '../shell/session';
import { Calendars } from './calendars';
import { AccountPage as AccountDocument } from './documents';
import { Look } from './look';
import { Sessions } from './sessions';
import { texts } from './texts';
import { Tokens } from './tokens';
import { You } from './you';

/** What belongs to the person who is signed in: name, browsers, tokens, calendars. */
export default function AccountPage(): ReactNode {
  const t = useTexts(texts);
  const { person } = useViewer();
  const [{ data, error }, again] = useQuery({
    query: AccountDocument,
    variables: { personId: person.id },
    requestPolicy: 'cache-and-network',
  });
  const refresh = (): void => again({ requestPolicy: 'network-only' });
  return (
    <div className={styles['narrow']}>
      <title>{`${t.title} · Evenkeel`}</title>
      <PageHeader title={t.title} />
      {!data && (error ? <Problem error={error} again={refresh} /> : <Skeleton lines={10} />)}
      {data && <You name={data.account?.person.name ?? ''} email={data.account?.email ?? ''} refresh={refresh} />}
      <Look />
      {data && (
        <>
          <Sessions sessions={data.viewer.sessions} refresh={refresh} />
          <Tokens tokens={data.viewer.tokens} programs={data.viewer.programs.nodes} refresh={refresh} />
          <Calendars addresses={data.viewer.calendarAddresses} programs={data.viewer.programs.nodes} refresh={refresh} />
        </>
      )}
    </div>
  );
}
