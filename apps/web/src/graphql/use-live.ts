import { useEffect, useRef } from 'react';
import { useSubscription } from 'urql';
import { useConnection } from '../shell/connection';
import { Changes } from './documents';
import type { ResultOf } from './graphql';

export type Change = NonNullable<ResultOf<typeof Changes>['programChanged']>;

/** How long changes are gathered before a page asks again: an import makes hundreds of them a second. */
const GATHER_MS = 250;

/**
 * Calls back when something changed in a program (in any program that the person may see, without an id), and when a lost connection is
 * back, since changes may have been missed. The first call of a burst comes at once.
 * @param again asks the page's queries again; gets the last change, or undefined after a reconnection
 */
export function useLive(programId: string | undefined, again: (change: Change | undefined) => void): void {
  const latest = useRef(again);
  latest.current = again;
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const [{ data }] = useSubscription({ query: Changes, variables: { programId: programId ?? null } });
  const { reconnections } = useConnection();
  useEffect(() => {
    if (!data?.programChanged) return;
    const change = data.programChanged;
    if (timer.current === undefined) latest.current(change);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      timer.current = undefined;
      latest.current(change);
    }, GATHER_MS);
  }, [data]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const seen = useRef(reconnections);
  useEffect(() => {
    if (seen.current === reconnections) return;
    seen.current = reconnections;
    latest.current(undefined);
  }, [reconnections]);
}
