import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { useClient, type Client } from 'urql';
import { answerOf } from '../graphql/use-command';
import { AchieveMilestone, ConfirmForecast, ReopenMilestone, RescheduleMilestone } from '../milestone/documents';
import { useConnection } from '../shell/connection';
import { useViewer } from '../shell/session';
import { Outbox, type Sent, type Update } from './outbox';

const DOCUMENTS = {
  achieve: AchieveMilestone,
  confirmForecast: ConfirmForecast,
  reschedule: RescheduleMilestone,
  reopen: ReopenMilestone,
} as const;

/** How long after a failure the outbox tries again, while nothing tells that the connection is back. */
const AGAIN_MS = 10_000;

/** The outbox of whoever is signed in, and the updates in it. It tries again when the connection is back, and every ten seconds. */
export function useOutbox(): { readonly outbox: Outbox; readonly updates: readonly Update[] } {
  const client = useClient();
  const { person } = useViewer();
  const outbox = useMemo(() => new Outbox(person.id, storage(), (update) => sendingOf(client, update)), [client, person.id]);
  const updates = useSyncExternalStore(outbox.subscribe, outbox.all);
  const { requests, reconnections, signedOut } = useConnection();
  const waits = updates.some(({ refusal }) => refusal === undefined);
  useEffect(() => {
    if (!waits) return;
    void outbox.flush();
    const timer = setInterval(() => void outbox.flush(), AGAIN_MS);
    return () => clearInterval(timer);
  }, [outbox, waits, requests, reconnections, signedOut]);
  return { outbox, updates };
}

/** The browser's storage; where it is forbidden, updates wait only while the page is open. */
function storage(): Pick<Storage, 'getItem' | 'setItem'> {
  try {
    localStorage.setItem('evenkeel.try', '');
    return localStorage;
  } catch {
    const values = new Map<string, string>();
    return { getItem: (name) => values.get(name) ?? null, setItem: (name, value) => void values.set(name, value) };
  }
}

async function sendingOf(client: Client, { kind, input, commandId }: Update): Promise<Sent> {
  // The four inputs differ, and the api checks them; what was stored may be of an older build in any case.
  const outcome = await answerOf(client, DOCUMENTS[kind], { ...input, commandId });
  if (outcome.is === 'refused') return { is: 'refused', message: outcome.refusals.map(({ message }) => message).join(' ') };
  return { is: outcome.is };
}
