import { useEffect, useState } from 'react';

const EVERY_MS = 5 * 60_000;

/** Whether the api serves a newer build of the app than this one: asked when the page is looked at again, and every five minutes. */
export function useNewVersion(): boolean {
  const [isNew, setNew] = useState(false);
  useEffect(() => {
    let first: string | undefined;
    const ask = async (): Promise<void> => {
      if (document.visibilityState === 'hidden') return;
      try {
        const answer = await fetch('/version.json', { cache: 'no-store' });
        if (!answer.ok) return;
        const { version } = (await answer.json()) as { version: string };
        first ??= version;
        if (version === first) return;
        setNew(true);
      } catch {
        // The connection bar tells that the api is out of reach.
      }
    };
    const asking = (): void => void ask();
    asking();
    const timer = setInterval(asking, EVERY_MS);
    document.addEventListener('visibilitychange', asking);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', asking);
    };
  }, []);
  return isNew;
}
