import { useCallback, useEffect, useMemo, useState } from 'react';
import { useClient, useQuery, type CombinedError } from 'urql';
import { useViewer } from '../shell/session';
import { directoryOf, type Account, type Entry, type PeopledProgram } from './directory';
import { Accounts, ProgramPeople } from './documents';

/** At most so many pages of a hundred people: a select with more would help nobody. */
const MOST_PAGES = 20;

export interface Directory {
  /** Undefined while it is being loaded. */
  readonly entries: readonly Entry[] | undefined;
  readonly programs: readonly PeopledProgram[];
  readonly error: CombinedError | undefined;
  readonly refresh: () => void;
}

/** Everybody whom the viewer may know of: the people of their programs, and for overseers of the installation all who can sign in. */
export function useDirectory(): Directory {
  const client = useClient();
  const { installationRoles } = useViewer();
  const isOverseer = installationRoles.length > 0;
  const [{ data, error }, again] = useQuery({ query: ProgramPeople, requestPolicy: 'cache-and-network' });
  const [accounts, setAccounts] = useState<readonly Account[] | undefined>(isOverseer ? undefined : []);
  const [accountsError, setAccountsError] = useState<CombinedError | undefined>(undefined);
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (!isOverseer) return;
    let isCurrent = true;
    const load = async (): Promise<void> => {
      const list: Account[] = [];
      let after: string | null = null;
      for (let page = 0; page < MOST_PAGES; page++) {
        const answer: { data?: { accounts: { next: string | null; accounts: Account[] } } | undefined; error?: CombinedError | undefined } =
          await client.query(Accounts, { after }, { requestPolicy: 'network-only' }).toPromise();
        if (!isCurrent) return;
        setAccountsError(answer.error);
        if (!answer.data) return;
        list.push(...answer.data.accounts.accounts);
        after = answer.data.accounts.next;
        if (after === null) break;
      }
      setAccounts(list);
    };
    void load();
    return () => {
      isCurrent = false;
    };
  }, [client, isOverseer, round]);
  const programs = useMemo(() => data?.viewer.programs.nodes ?? [], [data]);
  const entries = useMemo(() => (data && accounts ? directoryOf(programs, accounts) : undefined), [data, programs, accounts]);
  const refresh = useCallback(() => {
    again({ requestPolicy: 'network-only' });
    setRound((last) => last + 1);
  }, [again]);
  return { entries, programs, error: error ?? accountsError, refresh };
}

/** Those who can be given something to answer for, as the options of a select. */
export const choicesOf = (entries: readonly Entry[] | undefined): readonly (readonly [id: string, name: string])[] =>
  (entries ?? []).filter(({ account }) => !account?.deactivatedAt && !account?.forgottenAt).map(({ id, name }) => [id, name] as const);
