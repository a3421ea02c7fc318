import { useEffect, useState, type ReactNode } from 'react';
import { useClient } from 'urql';
import { Button } from '../design/button';
import { Session } from '../graphql/documents';
import { useTexts } from '../language/use-language';
import { reportSignedIn, useConnection } from './connection';
import styles from './connection-bar.module.css';
import { texts } from './texts';
import { useNewVersion } from './version';

/** How long changes may be late before the page says so: a short loss is mended before anybody reads about it. */
const PATIENCE_MS = 2_000;

/** Says when the api is out of reach, the session is over, or the app has been updated. */
export function ConnectionBar(): ReactNode {
  const t = useTexts(texts);
  const { requests, changes, signedOut } = useConnection();
  const isLate = useLasting(!changes, PATIENCE_MS);
  const isUpdated = useNewVersion();
  const client = useClient();
  const checkAgain = async (): Promise<void> => {
    const { data } = await client.query(Session, {}, { requestPolicy: 'network-only' }).toPromise();
    if (data) reportSignedIn();
  };
  if (signedOut)
    return (
      <div className={styles['bar']} role="alert">
        <span>{t.sessionEnded}</span>
        <a href="/welcome" target="_blank" rel="noreferrer">
          {t.signInAgain}
        </a>
        <Button kind="quiet" onClick={() => void checkAgain()}>
          {t.checkAgain}
        </Button>
      </div>
    );
  const message = !requests ? t.offline : isLate ? t.notLive : undefined;
  return (
    <>
      <div role="status">{message && <div className={styles['bar']}>{message}</div>}</div>
      {isUpdated && (
        <div className={styles['bar']} role="status">
          <span>{t.newVersion}</span>
          <Button kind="quiet" onClick={() => location.reload()}>
            {t.reload}
          </Button>
        </div>
      )}
    </>
  );
}

/** Whether something has been so for a while. */
function useLasting(isSo: boolean, forMs: number): boolean {
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    if (!isSo) return setLasts(false);
    const timer = setTimeout(() => setLasts(true), forMs);
    return () => clearTimeout(timer);
  }, [isSo, forMs]);
  return lasts;
}
